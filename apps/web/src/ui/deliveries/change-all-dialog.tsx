"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { ActionFailure } from "../action-failure.tsx";
import { useAnnounce } from "../announcer.tsx";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { countDeliveries, type DeliveryChange, describeFilters } from "./change-words.ts";
import { type DeliveriesAddress, toListInput } from "./deliveries-address.ts";
import { freshRun, runBatches } from "./run-batches.ts";

const words = {
  cancel: {
    title: "Cancel all of these?",
    explanation: "They get no further attempt. One that is under way now is not stopped, and may still arrive.",
    can: "can be cancelled",
    verb: "Cancel",
    doing: "Cancelling…",
    done: "cancelled",
  },
  redeliver: {
    title: "Redeliver all of these?",
    explanation: "Each is sent once more, with all its attempts. What was never rendered has nothing to send.",
    can: "can be sent once more",
    verb: "Redeliver",
    doing: "Redelivering…",
    done: "sent once more",
  },
} as const;

/** Changes all that the filters show, once the user has seen how many they are; shows how far it is. */
export function ChangeAllDialog(props: {
  change: DeliveryChange;
  namespace: string;
  address: DeliveriesAddress;
  onClose: () => void;
}) {
  const { change, namespace, onClose } = props;
  // What is confirmed is what was counted, whatever the filters behind the dialog do.
  const [address] = useState(props.address);
  const { title, can, explanation, verb, doing } = words[change];
  const trpc = useTRPC();
  const input = { ...toListInput(namespace, address), change };
  const count = useQuery(trpc.deliveries.countChangeable.queryOptions(input, { gcTime: 0, staleTime: Infinity }));
  const run = useChangeAll(input, onClose);
  const total = count.data?.remaining ?? 0;
  const stop = (): void => {
    run.stop();
    onClose();
  };
  return (
    <Dialog title={title} isAlert onClose={stop}>
      <p className="mt-2 break-words text-ink-soft">
        <strong className="font-medium text-ink" role="status">
          {count.data === undefined ? "Counting…" : countDeliveries(total, count.data.isRemainingCut)}
        </strong>{" "}
        ({describeFilters(address, namespace)}) {can}. {explanation}
      </p>
      {run.isBegun && <Progress done={run.changed} total={total} />}
      {(run.error ?? count.error) !== null && <ActionFailure error={run.error ?? count.error} />}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={stop}>{run.isPending ? "Stop" : "Keep them"}</Button>
        <Button
          look={change === "cancel" ? "danger" : "primary"}
          aria-disabled={total === 0 || run.isPending}
          className="aria-disabled:opacity-60"
          onClick={() => total > 0 && !run.isPending && run.start()}
        >
          {run.isPending && doing}
          {!run.isPending && (run.isBegun ? "Go on" : `${verb} ${countDeliveries(total, count.data?.isRemainingCut)}`)}
        </Button>
      </div>
    </Dialog>
  );
}

function Progress({ done, total }: { done: number; total: number }) {
  return (
    <div className="mt-4">
      <progress
        aria-label="Progress"
        max={Math.max(total, done)}
        value={done}
        className="h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
      <p className="text-sm text-ink-soft tabular-nums">
        {done.toLocaleString("en")} of {total.toLocaleString("en")}
      </p>
    </div>
  );
}

/** The run, batch after batch. A failure leaves it where it is, to go on from there. */
function useChangeAll(input: ReturnType<typeof toListInput> & { change: DeliveryChange }, onDone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [run, setRun] = useState(freshRun);
  const isStopped = useRef(false);
  const batch = useMutation(trpc.deliveries.changeMany.mutationOptions());
  const all = useMutation({
    mutationFn: () =>
      runBatches(run, {
        change: (cursor) => batch.mutateAsync({ ...input, cursor }),
        onProgress: setRun,
        isStopped: () => isStopped.current,
      }),
    onSuccess: ({ changed, isDone }) => {
      announce(`${countDeliveries(changed)} ${words[input.change].done}${isDone ? "" : "; stopped"}.`);
      if (isDone) onDone();
    },
    onSettled: () => queryClient.invalidateQueries(trpc.deliveries.list.pathFilter()),
  });
  return {
    changed: run.changed,
    isBegun: all.status !== "idle",
    isPending: all.isPending,
    error: all.error,
    start: () => all.mutate(),
    stop: () => {
      isStopped.current = true;
    },
  };
}
