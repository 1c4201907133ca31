import { CircleAlert } from "lucide-react";
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
    case "failed": {
      const text = "You could not be signed in: Understudy does not answer as it should. Try again in a moment.";
      return problem.requestId === null ? text : `${text} Request id: ${problem.requestId}`;
    }
  }
}

function inWords(seconds: number): string {
  if (seconds >= 100) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? "1 second" : `${seconds} seconds`;
}
