/** What the server says of a sign-in, in NextAuth's `?error=`. */
export const problemCodes = {
  /** NextAuth's own word for a provider that found nobody. */
  wrong: "CredentialsSignin",
  /** Not wrong: the second factor comes next. */
  codeNeeded: "CodeNeeded",
  over: "SignInOver",
  /** Followed by a dot and the seconds to wait. */
  tryLater: "TryLater",
  unavailable: "Unavailable",
} as const;

/** Why somebody who came back from the OpenID Connect provider is not signed in. */
export const oidcProblems = {
  unknown: "OidcUnknown",
  disabled: "OidcDisabled",
  "email-taken": "OidcEmailTaken",
  "login-taken": "OidcLoginTaken",
  /** Licences allow no more users. */
  "no-room": "OidcNoRoom",
  /** Connecting: it is another user's. */
  taken: "OidcTaken",
  failed: "OidcFailed",
} as const;
export type OidcProblem = keyof typeof oidcProblems;

/** The sign-in page, where the problem is told. */
export function signInProblemPath(code: string): string {
  return `/ui/sign-in?${new URLSearchParams({ error: code }).toString()}`;
}

/** Reads the `error` of a page's address. What NextAuth itself found wrong on the way to the provider and back is "failed". */
export function readOidcProblem(error: unknown): OidcProblem | null {
  if (typeof error !== "string" || error === "") return null;
  const found = (Object.keys(oidcProblems) as OidcProblem[]).find((name) => oidcProblems[name] === error);
  return found ?? "failed";
}

export type SignInAnswer =
  { kind: "code-needed" } | { kind: "wrong" } | { kind: "over" } | { kind: "try-later"; seconds: number };

/** Reads what `url`, where NextAuth would go, says by `?error=`; null: nothing that a user could do anything about. */
export function readSignInAnswer(url: string): SignInAnswer | null {
  const error = new URL(url, "http://dashboard").searchParams.get("error") ?? "";
  const [code, seconds] = error.split(".", 2);
  switch (code) {
    case problemCodes.codeNeeded:
      return { kind: "code-needed" };
    case problemCodes.wrong:
      return { kind: "wrong" };
    case problemCodes.over:
      return { kind: "over" };
    case problemCodes.tryLater:
      return { kind: "try-later", seconds: Number(seconds) || 1 };
    default:
      return null;
  }
}
