"use client";

import { SearchX } from "lucide-react";
import { useState } from "react";
import { Button } from "../button.tsx";
import { ListTable } from "../list-table.tsx";
import { LoadMore } from "../load-more.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { Notice } from "../notice.tsx";
import { SearchField } from "../search-field.tsx";
import { useTypedFilter } from "../use-typed-filter.ts";
import { TrashSettingsCard } from "../trash/trash-settings.tsx";
import { CreateNamespace } from "./create-namespace.tsx";
import { NamespaceRow } from "./namespace-row.tsx";
import { useAllNamespaces } from "./use-all-namespaces.ts";

const columns = [
  { title: "Namespace", className: "" },
  { title: "Mocks", className: "text-right max-sm:hidden" },
  { title: "Members", className: "text-right max-sm:hidden" },
  { title: "Made", className: "max-md:hidden" },
  { title: "Actions", className: "text-right" },
];

/** All namespaces of the installation: makes, deletes and restores them. */
export function AllNamespacesView() {
  const [search, setSearch] = useState("");
  const [text, setText] = useTypedFilter(search, setSearch);
  const list = useAllNamespaces(search);
  const { data, namespaces, total, rights } = list;
  return (
    <main className="mx-auto w-full max-w-5xl px-4 py-4 sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl font-semibold tracking-tight">Namespaces</h1>
        {rights?.createNamespaces && <CreateNamespace />}
      </div>
      {list.error !== null && data === undefined && (
        <QueryFailure error={list.error} onRetry={() => void list.refetch()} />
      )}
      {data !== undefined && (
        <div className="mt-4 flex flex-col gap-4 pb-8">
          <div>
            <div className="mb-3 flex">
              <SearchField
                label="Search namespaces"
                placeholder="Search name or display name"
                value={text}
                onChange={setText}
              />
            </div>
            {namespaces.length === 0 ? (
              <Notice icon={<SearchX className="text-ink-faint" aria-hidden="true" />} title="No namespace matches">
                <p>A namespace is found by any part of its name or display name.</p>
                <Button onClick={() => setText("")}>Clear the search</Button>
              </Notice>
            ) : (
              <ListTable caption="All namespaces, by name" columns={columns} isStale={list.isPlaceholderData}>
                {namespaces.map((namespace) => (
                  <NamespaceRow
                    key={namespace.name}
                    namespace={namespace}
                    mayChange={rights?.deleteNamespaces === true}
                  />
                ))}
              </ListTable>
            )}
            <LoadMore
              list={list}
              text={
                list.hasNextPage
                  ? `The first ${namespaces.length} of ${total}`
                  : `${total} ${total === 1 ? "namespace" : "namespaces"}`
              }
            />
          </div>
          <TrashSettingsCard namespace={null} />
        </div>
      )}
    </main>
  );
}
