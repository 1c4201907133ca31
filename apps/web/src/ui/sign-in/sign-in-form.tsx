"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useId, useRef, useSyncExternalStore } from "react";
import { Button } from "../button.tsx";
import { TextField } from "./text-field.tsx";
import { type SignInProblem, useSignIn } from "./use-sign-in.ts";

export function SignInForm({ returnPath }: { returnPath: string }) {
  const { problem, isBusy, submit } = useSignIn(returnPath);
  const password = useRef<HTMLInputElement>(null);
  const problemId = useId();
  const isReady = useHydrated();

  useEffect(() => {
    if (problem !== null) password.current?.select();
  }, [problem]);

  return (
    // Even should the browser send it by itself, a password must never get into the address.
    <form
      method="post"
      action="/api/auth/callback/credentials"
      onSubmit={(event) => void submit(event)}
      className="mt-5 flex flex-col gap-4"
    >
      <div id={problemId} role="alert">
        {problem !== null && <ProblemText problem={problem} />}
      </div>
      <TextField
        label="Login"
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        describedBy={problemId}
        isWrong={problem?.kind === "wrong-credentials"}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        inputRef={password}
        describedBy={problemId}
        isWrong={problem?.kind === "wrong-credentials"}
      />
      <Button type="submit" look="primary" disabled={!isReady} aria-disabled={isBusy} className="mt-1 h-9">
        {isBusy ? "Signing in…" : "Sign in"}
      </Button>
      <noscript>
        <p className="text-sm text-ink-soft">
          Signing in needs JavaScript. Allow it for this site and reload the page.
        </p>
      </noscript>
    </form>
  );
}

/** Whether the script runs. Before that, the form would be sent without NextAuth's CSRF token, and be refused. */
function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}

function ProblemText({ problem }: { problem: SignInProblem }) {
  return (
    <p className="appear flex gap-2 rounded-md bg-danger-soft px-3 py-2 text-sm">
      <CircleAlert size={16} className="mt-0.5 shrink-0 text-danger" aria-hidden="true" />
      <span className="min-w-0 break-words">{describe(problem)}</span>
    </p>
  );
}

function describe(problem: SignInProblem): string {
  if (problem.kind === "wrong-credentials") return "Login or password is wrong. Check both and try again.";
  const text = "You could not be signed in: Understudy does not answer as it should. Try again in a moment.";
  return problem.requestId === null ? text : `${text} Request id: ${problem.requestId}`;
}
