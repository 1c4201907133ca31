"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { TokenRow } from "../../trpc/token-shapes.ts";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";

/** Revokes a token once the user has confirmed that it is this one. */
export function RevokeTokenDialog({ token, onClose }: { token: TokenRow; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const revocation = useMutation(
    trpc.tokens.revoke.mutationOptions({
      onSuccess: async () => {
        announce(`Revoked ${token.name}.`);
        await queryClient.invalidateQueries(trpc.tokens.list.pathFilter());
        onClose();
      },
    }),
  );

  return (
    <Dialog title={`Revoke ${token.name}?`} isAlert onClose={onClose}>
      <p className="mt-2 text-ink-soft">
        Whatever uses the token <strong className="font-medium break-all text-ink">{token.name}</strong> is refused at
        once. It can’t be brought back; a new one has another value.
      </p>
      {revocation.error !== null && <ActionFailure error={revocation.error} />}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="danger"
          aria-disabled={revocation.isPending}
          onClick={() => revocation.isPending || revocation.mutate({ id: token.id })}
        >
          {revocation.isPending ? "Revoking…" : "Revoke"}
        </Button>
      </div>
    </Dialog>
  );
}
