"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { AuditRow } from "../../trpc/audit-shapes.ts";
import { useTRPC } from "../../trpc/provider.tsx";
import type { AuditAddress } from "./audit-address.ts";

/** What the server is asked for. */
function toAuditInput(namespace: string | null, address: AuditAddress) {
  const { operation, actor, resource, outcome } = address;
  const texts = { operation: operation.trim(), actor: actor.trim(), resource: resource.trim() };
  return { namespace, ...texts, ofNamespace: namespace === null ? address.namespace.trim() : "", outcome };
}

/** The newest entries that the filters let through, and what is needed to load more. */
export function useAuditTrail(namespace: string | null, address: AuditAddress) {
  const trpc = useTRPC();
  const query = useInfiniteQuery({
    ...trpc.audit.list.infiniteQueryOptions(toAuditInput(namespace, address), {
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
    placeholderData: keepPreviousData,
  });
  const { data } = query;
  const rows = useMemo<readonly AuditRow[]>(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  return { ...query, rows };
}
