"use client";

import { type SubmitEvent, useState } from "react";
import { postSignIn, type SignInOutcome } from "../../auth/next-auth-client.ts";

export type SignInProblem = Exclude<SignInOutcome, { kind: "signed-in" }>;

/** Sends the sign-in form. Whoever is signed in leaves the page; else `problem` says why not. */
export function useSignIn(returnPath: string) {
  const [problem, setProblem] = useState<SignInProblem | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const outcome = await trySignIn({ login: textOf(form, "login"), password: textOf(form, "password") });
    if (outcome.kind === "signed-in") {
      window.location.assign(returnPath);
      return;
    }
    setBusy(false);
    setProblem(outcome);
  };

  return { problem, isBusy, submit };
}

async function trySignIn(credentials: { login: string; password: string }): Promise<SignInOutcome> {
  try {
    return await postSignIn(credentials);
  } catch {
    return { kind: "failed", requestId: null };
  }
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
