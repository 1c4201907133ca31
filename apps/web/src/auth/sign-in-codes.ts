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
