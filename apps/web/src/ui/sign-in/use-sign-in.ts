"use client";

import { type SubmitEvent, useState } from "react";
import type { SignInOutcome } from "../../auth/next-auth-client.ts";
import type { OidcProblem } from "../../auth/sign-in-codes.ts";

export type SignInProblem =
  | Exclude<SignInOutcome, { kind: "signed-in" } | { kind: "code-needed" }>
  /** What the OpenID Connect provider, or we, said of who came back from there. */
  | { kind: "oidc"; reason: OidcProblem };

/**
 * Sends a form of the sign-in page. Whoever is signed in leaves the page; `onNextStep` is called when there is more to show, or all to show again; else
 * `problem` says what went wrong.
 */
export function useSignIn(options: {
  returnPath: string;
  initialProblem: SignInProblem | null;
  send: (form: FormData) => Promise<SignInOutcome>;
  onNextStep: (step: "code" | "over") => void;
}) {
  const [problem, setProblem] = useState(options.initialProblem);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const outcome = await options.send(form).catch((): SignInOutcome => ({ kind: "failed", requestId: null }));
    if (outcome.kind === "signed-in") {
      window.location.assign(options.returnPath);
      return;
    }
    setBusy(false);
    if (outcome.kind === "code-needed") options.onNextStep("code");
    else if (outcome.kind === "over") options.onNextStep("over");
    else setProblem(outcome);
  };

  return { problem, isBusy, submit };
}

/** What a field of a form says. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
