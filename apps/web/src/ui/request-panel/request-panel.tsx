"use client";

import { useQuery } from "@tanstack/react-query";
import type { RequestDetail } from "../../trpc/request-shapes.ts";
import { useTRPC } from "../../trpc/provider.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { PanelSkeleton, SidePanel } from "../side-panel.tsx";
import { RequestDetailView } from "./request-detail-view.tsx";

/** Look again this often: while a delivery is under way, and when somebody might redeliver one. */
const busyRefetchMs = 1_000;
const idleRefetchMs = 5_000;

/** The call that is open. What becomes of it stays up to date by itself. */
export function RequestPanel({ namespace, id, onClose }: { namespace: string; id: string; onClose: () => void }) {
  const trpc = useTRPC();
  const { data, error, isPending, refetch } = useQuery({
    ...trpc.requests.get.queryOptions({ namespace, id }),
    refetchInterval: ({ state }) => intervalFor(state.data),
  });
  return (
    <SidePanel
      title={data === undefined ? "Request" : `${data.method} ${data.path}`}
      listName="Requests"
      onClose={onClose}
    >
      {isPending && <PanelSkeleton />}
      {data === undefined && error !== null && <QueryFailure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <RequestDetailView request={data} />}
    </SidePanel>
  );
}

/** One that could not be had is not asked for again by itself. */
function intervalFor(request: RequestDetail | undefined): number | false {
  if (request === undefined) return false;
  return request.isUnsettled ? busyRefetchMs : idleRefetchMs;
}
