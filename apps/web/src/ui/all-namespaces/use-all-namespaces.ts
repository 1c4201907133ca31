"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { NamespaceSummary } from "@understudy/domain";
import { useMemo } from "react";
import { nextOf } from "../../trpc/list-positions.ts";
import { useTRPC } from "../../trpc/provider.tsx";

/** The first namespaces by name that have this in their names, how many there are in all, and what is needed to load more. */
export function useAllNamespaces(search: string) {
  const trpc = useTRPC();
  const query = useInfiniteQuery({
    ...trpc.allNamespaces.list.infiniteQueryOptions({ search: search.trim() }, { getNextPageParam: nextOf }),
    placeholderData: keepPreviousData,
  });
  const { data } = query;
  const namespaces = useMemo<readonly NamespaceSummary[]>(
    () => data?.pages.flatMap((page) => page.namespaces) ?? [],
    [data],
  );
  const [first] = data?.pages ?? [];
  return { ...query, namespaces, total: first?.total ?? 0, rights: first?.rights };
}
