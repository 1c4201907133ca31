"use client";

import { useState } from "react";
import { CodeForm } from "./code-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import type { SignInProblem } from "./use-sign-in.ts";

type Step = { kind: "password"; problem: SignInProblem | null } | { kind: "code" };

/** Login and password, then the second factor of who has one. `isCodeNeeded`: the first step was taken before the page was loaded. */
export function SignInSteps({ returnPath, isCodeNeeded }: { returnPath: string; isCodeNeeded: boolean }) {
  const [step, setStep] = useState<Step>(isCodeNeeded ? { kind: "code" } : { kind: "password", problem: null });
  const go = (next: "code" | "over"): void =>
    setStep(next === "code" ? { kind: "code" } : { kind: "password", problem: { kind: "over" } });

  if (step.kind === "code")
    return (
      <>
        <Title>Second factor</Title>
        <CodeForm
          returnPath={returnPath}
          onNextStep={go}
          onLeave={() => setStep({ kind: "password", problem: null })}
        />
      </>
    );
  return (
    <>
      <Title>Sign in</Title>
      <SignInForm returnPath={returnPath} initialProblem={step.problem} onNextStep={go} />
    </>
  );
}

function Title({ children }: { children: string }) {
  return <h1 className="text-xl font-semibold tracking-tight">{children}</h1>;
}
