"use client";

import { KeyRound } from "lucide-react";
import { useId, useState } from "react";
import { goToOidcProvider } from "../../auth/next-auth-client.ts";
import { Button } from "../button.tsx";
import { ProblemText } from "./problem-text.tsx";
import { useHydrated } from "./use-hydrated.ts";

/** The other way in: at the OpenID Connect provider of the settings. */
export function OidcButton({ name, returnPath }: { name: string; returnPath: string }) {
  const [state, setState] = useState<"idle" | "leaving" | "failed">("idle");
  const problemId = useId();
  const isReady = useHydrated();

  const leave = async (): Promise<void> => {
    setState("leaving");
    const isGone = await goToOidcProvider(returnPath).catch(() => false);
    if (!isGone) setState("failed");
  };

  return (
    <div className="mt-5 flex flex-col gap-4 border-t border-line pt-5">
      <ProblemText
        id={problemId}
        problem={state === "failed" ? { kind: "wrong" } : null}
        wrong={`${name} can’t be reached. Try again in a moment, or sign in with your password.`}
      />
      <Button
        className="h-9"
        disabled={!isReady}
        aria-disabled={state === "leaving"}
        aria-describedby={problemId}
        onClick={() => state === "leaving" || void leave()}
      >
        <KeyRound size={14} aria-hidden="true" />
        {state === "leaving" ? `Going to ${name}…` : `Sign in with ${name}`}
      </Button>
    </div>
  );
}
