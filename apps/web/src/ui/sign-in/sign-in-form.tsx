"use client";

import { useEffect, useId, useRef } from "react";
import { postSignIn } from "../../auth/next-auth-client.ts";
import { Button } from "../button.tsx";
import { ProblemText } from "./problem-text.tsx";
import { TextField } from "./text-field.tsx";
import { useHydrated } from "./use-hydrated.ts";
import { type SignInProblem, textOf, useSignIn } from "./use-sign-in.ts";

/** The first step: login and password. */
export function SignInForm(props: {
  returnPath: string;
  initialProblem: SignInProblem | null;
  onNextStep: (step: "code" | "over") => void;
}) {
  const { problem, isBusy, submit } = useSignIn({
    ...props,
    send: (form) => postSignIn({ login: textOf(form, "login"), password: textOf(form, "password") }),
  });
  const password = useRef<HTMLInputElement>(null);
  const problemId = useId();
  const isReady = useHydrated();

  useEffect(() => {
    if (problem?.kind === "wrong") password.current?.select();
  }, [problem]);

  return (
    // Even should the browser send it by itself, a password must never get into the address.
    <form
      method="post"
      action="/api/auth/callback/credentials"
      onSubmit={(event) => void submit(event)}
      className="mt-5 flex flex-col gap-4"
    >
      <ProblemText id={problemId} problem={problem} wrong="Login or password is wrong. Check both and try again." />
      <TextField
        label="Login"
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
        describedBy={problemId}
        isWrong={problem?.kind === "wrong"}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        inputRef={password}
        describedBy={problemId}
        isWrong={problem?.kind === "wrong"}
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
