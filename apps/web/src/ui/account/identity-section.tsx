"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { goToOidcProvider } from "../../auth/next-auth-client.ts";
import type { OidcProblem } from "../../auth/sign-in-codes.ts";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../button.tsx";
import { oidcWords, ProblemText } from "../sign-in/problem-text.tsx";

/** The account at the OpenID Connect provider, called `name`, that signs in as whoever is signed in here: connecting and disconnecting it. */
export function IdentitySection({ name, problem }: { name: string; problem: OidcProblem | null }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const state = useQuery(trpc.identities.get.queryOptions());
  const connecting = useMutation(
    trpc.identities.startConnecting.mutationOptions({
      onSuccess: async () => {
        const isGone = await goToOidcProvider("/ui/account/second-factor").catch(() => false);
        if (!isGone) announce(`${name} can’t be reached. Try again in a moment.`);
      },
    }),
  );
  const disconnecting = useMutation(
    trpc.identities.disconnect.mutationOptions({
      onSuccess: async () => {
        announce(`${name} is disconnected.`);
        await queryClient.invalidateQueries(trpc.identities.get.queryFilter());
      },
    }),
  );
  const isConnected = (state.data?.identities.length ?? 0) > 0;
  const error = state.error ?? connecting.error ?? disconnecting.error;

  return (
    <section aria-labelledby="identity-title" className="mt-5 rounded-lg border border-line bg-surface p-5 sm:p-6">
      <h2 id="identity-title" className="mb-4 text-lg font-semibold">
        {name}
      </h2>
      <ProblemText
        id="identity-problem"
        problem={problem === null ? null : { kind: "wrong" }}
        wrong={problem === null ? "" : oidcWords[problem]}
      />
      {state.data === undefined && error === null && <div className="skeleton h-12" />}
      {state.data !== undefined && (
        <>
          <p className="max-w-prose text-ink-soft">{describe(name, isConnected, state.data.hasPassword)}</p>
          {!isConnected && (
            <Button className="mt-4" onClick={() => connecting.isPending || connecting.mutate()}>
              Connect {name}
            </Button>
          )}
          {isConnected && state.data.hasPassword && (
            <Button className="mt-4" onClick={() => disconnecting.isPending || disconnecting.mutate()}>
              Disconnect
            </Button>
          )}
        </>
      )}
      {error !== null && <ActionFailure error={error} />}
    </section>
  );
}

function describe(name: string, isConnected: boolean, hasPassword: boolean): string {
  if (!isConnected) return `Connect your account at ${name} to sign in with it as well as with your password.`;
  if (hasPassword) return `Your account at ${name} is connected: you can sign in with it.`;
  return `You sign in with your account at ${name}, and have no password here.`;
}
