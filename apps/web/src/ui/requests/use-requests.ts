"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { RequestRow } from "../../trpc/request-shapes.ts";
import { useTRPC } from "../../trpc/provider.tsx";
import { nextCursorOf } from "../deliveries/deliveries-address.ts";
import { type RequestsAddress, toListInput } from "./requests-address.ts";

/** How often to look again, for each page that is loaded: all of them are asked for anew. */
const refetchMs = 3_000;

/** The newest calls that the filters let through, and what is needed to load more. They stay up to date by themselves. */
export function useRequests(namespace: string, address: RequestsAddress) {
  const trpc = useTRPC();
  const query = useInfiniteQuery({
    ...trpc.requests.list.infiniteQueryOptions(toListInput(namespace, address), { getNextPageParam: nextCursorOf }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => refetchMs * Math.max(state.data?.pages.length ?? 1, 1),
  });
  const { data } = query;
  const rows = useMemo<readonly RequestRow[]>(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  return { ...query, rows };
}

export type RequestsQuery = ReturnType<typeof useRequests>;
