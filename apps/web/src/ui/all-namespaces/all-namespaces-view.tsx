"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/provider.tsx";
import { ListTable } from "../list-table.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { TrashSettingsCard } from "../trash/trash-settings.tsx";
import { CreateNamespace } from "./create-namespace.tsx";
import { NamespaceRow } from "./namespace-row.tsx";

const columns = [
  { title: "Namespace", className: "" },
  { title: "Mocks", className: "text-right max-sm:hidden" },
  { title: "Members", className: "text-right max-sm:hidden" },
  { title: "Made", className: "max-md:hidden" },
  { title: "Actions", className: "text-right" },
];

/** All namespaces of the installation: makes, deletes and restores them. */
export function AllNamespacesView() {
  const trpc = useTRPC();
  const list = useQuery(trpc.allNamespaces.list.queryOptions());
  const { data } = list;
  return (
    <main className="mx-auto w-full max-w-5xl px-4 py-4 sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl font-semibold tracking-tight">Namespaces</h1>
        {data?.rights.createNamespaces && <CreateNamespace />}
      </div>
      {list.error !== null && data === undefined && (
        <QueryFailure error={list.error} onRetry={() => void list.refetch()} />
      )}
      {data !== undefined && (
        <div className="mt-4 flex flex-col gap-4 pb-8">
          <ListTable caption="All namespaces" columns={columns} isStale={false}>
            {data.namespaces.map((namespace) => (
              <NamespaceRow key={namespace.name} namespace={namespace} mayChange={data.rights.deleteNamespaces} />
            ))}
          </ListTable>
          {data.total > data.namespaces.length && (
            <p className="mt-2 text-sm text-ink-soft">
              The first {data.namespaces.length} of {data.total} are shown.
            </p>
          )}
          <TrashSettingsCard namespace={null} />
        </div>
      )}
    </main>
  );
}
