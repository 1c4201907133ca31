import { CircleAlert } from "lucide-react";
import type { OidcProblem } from "../../auth/sign-in-codes.ts";
import type { SignInProblem } from "./use-sign-in.ts";

/** What went wrong, and what to do. `wrong` says it of what this form asks for. A screen reader reads it when it comes. */
export function ProblemText({ id, problem, wrong }: { id: string; problem: SignInProblem | null; wrong: string }) {
  return (
    <div id={id} role="alert">
      {problem !== null && (
        <p className="appear flex gap-2 rounded-md bg-danger-soft px-3 py-2 text-sm">
          <CircleAlert size={16} className="mt-0.5 shrink-0 text-danger" aria-hidden="true" />
          <span className="min-w-0 break-words">{describe(problem, wrong)}</span>
        </p>
      )}
    </div>
  );
}

function describe(problem: SignInProblem, wrong: string): string {
  switch (problem.kind) {
    case "wrong":
      return wrong;
    case "over":
      return "The code did not come in time, or was wrong too often. Enter your login and password again.";
    case "try-later":
      return `Too many wrong tries. Try again in ${inWords(problem.seconds)}.`;
    case "oidc":
      return oidcWords[problem.reason];
    case "failed": {
      const text = "You could not be signed in: Understudy does not answer as it should. Try again in a moment.";
      return problem.requestId === null ? text : `${text} Request id: ${problem.requestId}`;
    }
  }
}

/** Why somebody who came back from the OpenID Connect provider is not signed in, or not connected, and what to do. */
export const oidcWords: Record<OidcProblem, string> = {
  unknown:
    "Nobody here is known by that account yet. Sign in with your password and connect it at “How you sign in”, or ask an admin.",
  disabled: "Your account here is disabled. Ask an admin to enable it.",
  "email-taken":
    "Somebody here has that e-mail address already. If it is you, sign in with your password and connect the account at “How you sign in”.",
  "login-taken": "All logins like your name there are taken. Ask an admin to make you an account.",
  "no-room": "There may be no more users here by the installation's license. Ask an admin to make room for you.",
  taken: "That account belongs to another user here. Sign out of the provider, and connect your own one.",
  failed: "The sign-in at the provider was not completed. Try again; if it stays, ask an admin to look into the log.",
};

function inWords(seconds: number): string {
  if (seconds >= 100) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? "1 second" : `${seconds} seconds`;
}
