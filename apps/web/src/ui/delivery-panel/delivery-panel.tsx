"use client";

import { useQuery } from "@tanstack/react-query";
import type { DeliveryDetail } from "../../trpc/delivery-shapes.ts";
import { useTRPC } from "../../trpc/provider.tsx";
import { causeOf, isFinal } from "../deliveries/describe-delivery.ts";
import { findHost } from "../deliveries/host-of.ts";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { PanelSkeleton, SidePanel } from "../side-panel.tsx";
import { DeliveryDetailView } from "./delivery-detail-view.tsx";
import { useAnnouncedEnd } from "./use-announced-end.ts";

/** Look again this often: while something happens, and when somebody else might redeliver it. */
const busyRefetchMs = 1_000;
const idleRefetchMs = 5_000;

/** The delivery that is open. It stays up to date by itself. */
export function DeliveryPanel({ namespace, id, onClose }: { namespace: string; id: string; onClose: () => void }) {
  const trpc = useTRPC();
  const { data, error, isPending, refetch } = useQuery({
    ...trpc.deliveries.get.queryOptions({ namespace, id }),
    refetchInterval: ({ state }) => intervalFor(state.data),
  });
  useAnnouncedEnd(data);
  return (
    <SidePanel title={titleOf(data)} listName="Deliveries" onClose={onClose}>
      {isPending && <PanelSkeleton />}
      {data === undefined && error !== null && <QueryFailure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <DeliveryDetailView delivery={data} />}
    </SidePanel>
  );
}

/** One that could not be had is not asked for again by itself. */
function intervalFor(delivery: DeliveryDetail | undefined): number | false {
  if (delivery === undefined) return false;
  return isFinal(delivery.state) ? idleRefetchMs : busyRefetchMs;
}

function titleOf(delivery: DeliveryDetail | undefined): string {
  if (delivery === undefined) return "Delivery";
  const host = findHost(delivery.destination);
  return host === null ? `Delivery of ${causeOf(delivery)}` : `Delivery to ${host}`;
}
