"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "../../trpc/provider.tsx";
import { Button } from "../button.tsx";
import { QueryFailure } from "../mocks/query-failure.tsx";
import { useHydrated } from "../sign-in/use-hydrated.ts";
import { SearchField } from "../search-field.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { ManageDialog } from "./manage-dialog.tsx";
import { UsersTable } from "./users-table.tsx";

/** As the server pages them (trpc/users-router.ts). */
const perPage = 50;

/** The users of the installation. Support sees them too, and helps those who can't sign in. */
export function UsersView({ isAdmin }: { isAdmin: boolean }) {
  const trpc = useTRPC();
  const isReady = useHydrated();
  const [search, setSearch] = useState("");
  const [page, setPage] = useState(1);
  const [open, setOpen] = useState<"invite" | { id: string } | null>(null);
  const list = useQuery({ ...trpc.users.list.queryOptions({ search, page }), placeholderData: keepPreviousData });
  const users = list.data?.users ?? [];
  const total = list.data?.total ?? 0;
  const managed = typeof open === "object" && open !== null ? users.find(({ id }) => id === open.id) : undefined;
  const close = (): void => setOpen(null);

  return (
    <div className="@container mt-4">
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <SearchField
          label="Search users"
          placeholder="Search login or e-mail"
          value={search}
          onChange={(text) => {
            setSearch(text);
            setPage(1);
          }}
        />
        {isAdmin && (
          <Button look="primary" disabled={!isReady} onClick={() => setOpen("invite")} className="ml-auto">
            <UserPlus size={14} aria-hidden="true" />
            Invite
          </Button>
        )}
      </div>
      {list.isError && list.data === undefined ? (
        <QueryFailure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <UsersTable users={users} isStale={list.isPlaceholderData} onManage={(id) => setOpen({ id })} />
      )}
      <div className="mt-3 flex items-center gap-2 text-sm text-ink-soft">
        <p role="status" className="grow tabular-nums">
          {total} {total === 1 ? "user" : "users"}
        </p>
        {page > 1 && <Button onClick={() => setPage(page - 1)}>Previous</Button>}
        {page * perPage < total && <Button onClick={() => setPage(page + 1)}>Next</Button>}
      </div>
      {open === "invite" && <InviteDialog onClose={close} />}
      {managed !== undefined && <ManageDialog key={managed.id} user={managed} isAdmin={isAdmin} onClose={close} />}
    </div>
  );
}
