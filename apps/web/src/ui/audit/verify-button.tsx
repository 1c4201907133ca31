"use client";

import { useQuery } from "@tanstack/react-query";
import type { ChainVerdict } from "@understudy/domain";
import { ShieldCheck } from "lucide-react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { Button } from "../button.tsx";

/** Walks all chains, and says what was found. */
export function VerifyButton({ isReady }: { isReady: boolean }) {
  const trpc = useTRPC();
  const verify = useQuery({ ...trpc.audit.verify.queryOptions(), enabled: false });
  return (
    <>
      <Button disabled={!isReady} aria-disabled={verify.isFetching} onClick={() => void verify.refetch()}>
        <ShieldCheck size={14} aria-hidden="true" />
        {verify.isFetching ? "Verifying…" : "Verify"}
      </Button>
      <div role="status" className="basis-full text-sm empty:hidden">
        {verify.data !== undefined && !verify.isFetching && <Verdict chains={verify.data} />}
      </div>
      {verify.error !== null && <ActionFailure error={verify.error} />}
    </>
  );
}

function Verdict({ chains }: { chains: readonly ChainVerdict[] }) {
  const bad = chains.filter(({ problem }) => problem !== null);
  const waiting = chains.reduce((sum, chain) => sum + chain.waiting, 0);
  const verified = chains.reduce((sum, { verifiedTo, removedTo }) => sum + verifiedTo - removedTo, 0);
  if (bad.length === 0) {
    return (
      <p className="text-ink-soft">
        {verified} entries are as they were sealed
        {waiting > 0 && `; ${waiting} wait to be sealed`}.
      </p>
    );
  }
  return (
    <ul className="text-danger">
      {bad.map(({ namespace, problem }) => (
        <li key={namespace}>
          {namespace ?? "The installation"}, number {problem?.number}: {problem?.message}.
        </li>
      ))}
    </ul>
  );
}
