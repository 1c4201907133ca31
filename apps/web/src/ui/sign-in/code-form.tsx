"use client";

import { useEffect, useId, useRef, useState } from "react";
import { postSecondFactor } from "../../auth/next-auth-client.ts";
import { Button } from "../button.tsx";
import { ProblemText } from "./problem-text.tsx";
import { TextField } from "./text-field.tsx";
import { useHydrated } from "./use-hydrated.ts";
import { textOf, useSignIn } from "./use-sign-in.ts";

/** What can be shown as a second factor, and how it is asked for. */
const ways = {
  code: {
    field: { label: "Code", name: "code", inputMode: "numeric", autoComplete: "one-time-code", maxLength: 7 },
    hint: "Enter the six digits that your authenticator shows for Understudy.",
    wrong: "The code is wrong or was used already. Enter the next one that the authenticator shows.",
    other: "Use a recovery code instead",
  },
  recovery: {
    field: {
      label: "Recovery code",
      name: "recovery_code",
      autoComplete: "off",
      autoCapitalize: "none",
      maxLength: 40,
    },
    hint: "Enter one of the codes that you kept when you switched the second factor on. Each works once.",
    wrong: "The recovery code is wrong or was used already. Check it, or take another one.",
    other: "Use the authenticator instead",
  },
} as const;

/** The second step, for who has switched it on: a code of the authenticator, or a recovery code. */
export function CodeForm(props: {
  returnPath: string;
  onNextStep: (step: "code" | "over") => void;
  onLeave: () => void;
}) {
  const [way, setWay] = useState<keyof typeof ways>("code");
  return (
    <>
      <WayForm key={way} way={way} returnPath={props.returnPath} onNextStep={props.onNextStep} />
      <div className="mt-4 flex flex-wrap justify-between gap-x-4 gap-y-1 border-t border-line pt-4 text-sm">
        <LinkButton onClick={() => setWay(way === "code" ? "recovery" : "code")}>{ways[way].other}</LinkButton>
        <LinkButton onClick={props.onLeave}>Start over</LinkButton>
      </div>
    </>
  );
}

function WayForm(props: { way: keyof typeof ways; returnPath: string; onNextStep: (step: "code" | "over") => void }) {
  const { field, hint, wrong } = ways[props.way];
  const { problem, isBusy, submit } = useSignIn({
    returnPath: props.returnPath,
    initialProblem: null,
    onNextStep: props.onNextStep,
    send: (form) => {
      const value = textOf(form, field.name);
      return postSecondFactor(field.name === "code" ? { code: value } : { recovery_code: value });
    },
  });
  const input = useRef<HTMLInputElement>(null);
  const [hintId, problemId] = [useId(), useId()];
  const isReady = useHydrated();

  useEffect(() => input.current?.select(), [problem]);

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="mt-2 flex flex-col gap-4">
      <p id={hintId} className="text-sm text-ink-soft">
        {hint}
      </p>
      <ProblemText id={problemId} problem={problem} wrong={wrong} />
      <TextField
        {...field}
        spellCheck={false}
        required
        autoFocus
        inputRef={input}
        describedBy={`${hintId} ${problemId}`}
        isWrong={problem?.kind === "wrong"}
        className="font-mono tracking-wider"
      />
      <Button type="submit" look="primary" disabled={!isReady} aria-disabled={isBusy} className="mt-1 h-9">
        {isBusy ? "Checking…" : "Continue"}
      </Button>
    </form>
  );
}

function LinkButton(props: { onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      onClick={props.onClick}
      className="rounded py-1 text-ink-soft underline decoration-line-strong underline-offset-4 hover:text-ink"
    >
      {props.children}
    </button>
  );
}
