"use client";

import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import type { TokenRow } from "../../trpc/token-shapes.ts";
import { Button } from "../button.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { Notice } from "../notice.tsx";
import { NewTokenDialog } from "./new-token-dialog.tsx";
import { RevokeTokenDialog } from "./revoke-token-dialog.tsx";
import { TokensTable } from "./tokens-table.tsx";
import { useTokens } from "./use-tokens.ts";

/** One's API tokens: what each may do, when it was last used; new ones, and an end to old ones. */
export function TokensView() {
  const list = useTokens();
  const [isMaking, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<TokenRow | null>(null);
  const isEmpty = list.data !== undefined && list.total === 0;

  return (
    <>
      <div className="mt-4 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl font-semibold tracking-tight">API tokens</h1>
        {list.data !== undefined && !isEmpty && <NewTokenButton onClick={() => setMaking(true)} />}
      </div>
      <p className="mt-1 mb-5 max-w-prose text-ink-soft">
        For scripts and pipelines. A token speaks for you, and may never do more than you may.
      </p>
      {list.data === undefined && list.error !== null && (
        <QueryFailure error={list.error} onRetry={() => void list.refetch()} />
      )}
      {isEmpty && (
        <div className="rounded-lg border border-line bg-surface">
          <Notice icon={<KeyRound className="text-ink-faint" aria-hidden="true" />} title="No token yet">
            <p>Make one for each program that calls Understudy, so that you can take it back alone.</p>
            <NewTokenButton onClick={() => setMaking(true)} />
          </Notice>
        </div>
      )}
      {list.data !== undefined && !isEmpty && <TokensTable list={list} onRevoke={setRevoked} />}
      {isMaking && <NewTokenDialog onClose={() => setMaking(false)} />}
      {revoked !== null && <RevokeTokenDialog token={revoked} onClose={() => setRevoked(null)} />}
    </>
  );
}

function NewTokenButton({ onClick }: { onClick: () => void }) {
  return (
    <Button look="primary" onClick={onClick}>
      <Plus size={14} aria-hidden="true" />
      New token
    </Button>
  );
}
