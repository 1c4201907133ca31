"use client";

import type { User } from "@understudy/domain";
import { Button } from "../button.tsx";
import { ListTable } from "../list-table.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { useHydrated } from "../sign-in/use-hydrated.ts";

const columns = [
  { title: "Login", className: "" },
  { title: "E-mail", className: "@max-xl:hidden" },
  { title: "System role", className: "@max-md:hidden" },
  { title: "State", className: "" },
  { title: "Made", className: "@max-2xl:hidden" },
  { title: "Actions", className: "text-right" },
] as const;

export function UsersTable(props: { users: readonly User[]; isStale: boolean; onManage: (id: string) => void }) {
  const isReady = useHydrated();
  return (
    <ListTable caption="Users, by login" columns={columns} isStale={props.isStale}>
      {props.users.map((user) => (
        <tr key={user.id} className="h-10 border-b border-line last:border-b-0">
          <th scope="row" className="max-w-0 min-w-28 truncate py-1 pr-2 pl-4 text-left font-medium" title={user.login}>
            {user.login}
          </th>
          <td className="px-2 text-ink-soft @max-xl:hidden">{user.email ?? "–"}</td>
          <td className="px-2 text-ink-soft @max-md:hidden">{user.systemRole}</td>
          <td className="px-2 whitespace-nowrap">{describeState(user)}</td>
          <td className="px-2 whitespace-nowrap text-ink-soft @max-2xl:hidden">
            <RelativeTime at={user.createdAt} />
          </td>
          <td className="py-1 pr-4 pl-2 text-right">
            <Button disabled={!isReady} aria-label={`Manage ${user.login}`} onClick={() => props.onManage(user.id)}>
              Manage
            </Button>
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

function describeState(user: User): string {
  if (!user.enabled) return "disabled";
  return user.hasPassword ? "enabled" : "no password yet";
}
