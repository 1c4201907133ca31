"use client";

import { useState } from "react";
import type { OidcProblem } from "../../auth/sign-in-codes.ts";
import { CodeForm } from "./code-form.tsx";
import { OidcButton } from "./oidc-button.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import type { SignInProblem } from "./use-sign-in.ts";

type Step = { kind: "password"; problem: SignInProblem | null } | { kind: "code" };

/** Login and password, then the second factor of who has one. `isCodeNeeded`: the first step was taken before the page was loaded. */
export function SignInSteps(props: {
  returnPath: string;
  isCodeNeeded: boolean;
  /** What to call the OpenID Connect provider; null: there is none. */
  oidcName: string | null;
  oidcProblem: OidcProblem | null;
}) {
  const { returnPath, oidcName, oidcProblem } = props;
  const first: Step = {
    kind: "password",
    problem: oidcProblem === null ? null : { kind: "oidc", reason: oidcProblem },
  };
  const [step, setStep] = useState<Step>(props.isCodeNeeded ? { kind: "code" } : first);
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
      {oidcName !== null && <OidcButton name={oidcName} returnPath={returnPath} />}
    </>
  );
}

function Title({ children }: { children: string }) {
  return <h1 className="text-xl font-semibold tracking-tight">{children}</h1>;
}
