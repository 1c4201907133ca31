"use client";

import { useMutation } from "@tanstack/react-query";
import type { Backup, RestorePlan } from "@understudy/domain";
import { useTRPC } from "../../trpc/provider.tsx";
import { Button } from "../button.tsx";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { Dialog } from "../dialog.tsx";
import { nameOfKind } from "./describe-backup.ts";
import { useRestore } from "./use-restore.ts";

/** What has to be typed: nobody restores by a slip. */
const wholePhrase = "restore everything";

export function ConfirmRestore(props: { backup: Backup; plan: RestorePlan; secretKey: string; onClose: () => void }) {
  const { backup, plan, secretKey, onClose } = props;
  const trpc = useTRPC();
  const restoration = useMutation(trpc.backups.restore.mutationOptions());
  const restore = useRestore(restoration.data);
  if (restore?.status === "completed") return <Restored isWhole={plan.namespace === null} />;
  const failure = restore?.status === "failed" ? new Error(restore.reason ?? "it failed") : restoration.error;
  return (
    <ConfirmDialog
      title={plan.namespace === null ? "Restore everything?" : `Restore ${plan.namespace}?`}
      action={{ text: "Restore", pendingText: "Restoring…" }}
      phrase={plan.namespace ?? wholePhrase}
      isPending={restoration.isPending || restore?.status === "in_progress"}
      error={failure}
      onConfirm={() => restoration.mutate({ id: backup.id, isDryRun: false, secretKey })}
      onClose={onClose}
    >
      <PlanTable plan={plan} />
      <ul className="list-disc pl-5 text-sm">
        {consequencesOf(plan).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}

function PlanTable({ plan }: { plan: RestorePlan }) {
  const rows = plan.kinds.flatMap((count) => {
    const name = nameOfKind(count.kind);
    return name === null || (count.inFile === 0 && count.existing === 0) ? [] : [{ name, ...count }];
  });
  return (
    <table className="w-full text-left text-sm text-ink">
      <caption className="sr-only">What is here now, and what is in the backup</caption>
      <thead className="text-xs text-ink-faint">
        <tr>
          <th scope="col" className="py-1 font-medium">
            Kind
          </th>
          <th scope="col" className="py-1 text-right font-medium">
            Now
          </th>
          <th scope="col" className="py-1 text-right font-medium">
            In the backup
          </th>
        </tr>
      </thead>
      <tbody className="tabular-nums">
        {rows.map(({ name, existing, inFile }) => (
          <tr key={name} className="border-t border-line">
            <th scope="row" className="py-1 font-normal">
              {name}
            </th>
            <td className="py-1 text-right">{existing}</td>
            <td className="py-1 text-right">{inFile}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is not in the numbers, a sentence each. */
function consequencesOf(plan: RestorePlan): string[] {
  const revoked = plan.kinds.reduce((sum, { staysRevoked }) => sum + staysRevoked, 0);
  const { cancelledDeliveries, mocksToTrash, namespacesToTrash, isResealed } = plan;
  return [
    cancelledDeliveries > 0 && `${cancelledDeliveries} unfinished deliveries come back as cancelled. Nothing is sent.`,
    namespacesToTrash.length > 0 && `These namespaces go to the trash: ${namespacesToTrash.join(", ")}.`,
    mocksToTrash > 0 && `${mocksToTrash} mocks that the backup does not have go to the trash.`,
    revoked > 0 && `${revoked} tokens, members or keys that were taken away since stay away.`,
    isResealed && "Secrets are sealed anew with this installation's key.",
    plan.namespace === null &&
      "Users and passwords that are here stay. Whoever is signed in has to do so again, you too.",
  ].filter((text) => text !== false);
}

function Restored({ isWhole }: { isWhole: boolean }) {
  // A full load: nothing that the page knew is true any more, and after a restore of the whole nobody is signed in.
  const reload = (): void => window.location.assign(isWhole ? "/ui" : window.location.href);
  return (
    <Dialog title="Restored" onClose={reload}>
      <p role="status" className="mt-2 text-ink-soft">
        Everything is as the backup says.{isWhole && " Whoever was signed in has to do so again."}
      </p>
      <div className="mt-5 flex justify-end">
        <Button look="primary" autoFocus onClick={reload}>
          {isWhole ? "Go on" : "Close"}
        </Button>
      </div>
    </Dialog>
  );
}
