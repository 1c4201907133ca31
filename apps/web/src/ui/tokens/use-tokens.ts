"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { nextOf } from "../../trpc/list-positions.ts";
import { useTRPC } from "../../trpc/provider.tsx";
import type { TokenRow } from "../../trpc/token-shapes.ts";

/** One's newest tokens, how many there are in all, and what is needed to load more. */
export function useTokens() {
  const trpc = useTRPC();
  const query = useInfiniteQuery(trpc.tokens.list.infiniteQueryOptions({}, { getNextPageParam: nextOf }));
  const { data } = query;
  const rows = useMemo<readonly TokenRow[]>(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  return { ...query, rows, total: data?.pages[0]?.total ?? 0 };
}

export type TokensQuery = ReturnType<typeof useTokens>;
