"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { DeliveryRow } from "../../trpc/delivery-shapes.ts";
import { useTRPC } from "../../trpc/provider.tsx";
import { type DeliveriesAddress, nextCursorOf, toListInput } from "./deliveries-address.ts";

/** How often to look again, for each page that is loaded: all of them are asked for anew. */
const refetchMs = 3_000;

/** The newest deliveries that the filters let through, and what is needed to load more. They stay up to date by themselves. */
export function useDeliveries(namespace: string, address: DeliveriesAddress) {
  const trpc = useTRPC();
  const query = useInfiniteQuery({
    ...trpc.deliveries.list.infiniteQueryOptions(toListInput(namespace, address), {
      getNextPageParam: nextCursorOf,
    }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => refetchMs * Math.max(state.data?.pages.length ?? 1, 1),
  });
  const { data } = query;
  const rows = useMemo<readonly DeliveryRow[]>(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  return { ...query, rows };
}

export type DeliveriesQuery = ReturnType<typeof useDeliveries>;
