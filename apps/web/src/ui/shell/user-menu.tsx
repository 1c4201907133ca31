"use client";

import { CircleUserRound, KeyRound, LogOut, type LucideIcon, ShieldCheck, UserRound, Users } from "lucide-react";
import { useAnnounce } from "../announcer.tsx";
import { postSignOut } from "../../auth/next-auth-client.ts";
import { Menu, MenuItem, MenuLabel } from "../menu.tsx";

/** `seesUsers`: whether there is a page of all users for this one. */
export function UserMenu({ login, seesUsers }: { login: string; seesUsers: boolean }) {
  const announce = useAnnounce();

  const leave = async (): Promise<void> => {
    const isDone = await postSignOut().catch(() => false);
    if (isDone) window.location.assign("/ui/sign-in");
    else announce("You could not be signed out: Understudy does not answer. Try again.");
  };

  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          className="flex h-8 min-w-8 items-center justify-center gap-1.5 rounded-md px-2 text-sm text-ink-soft transition-colors hover:bg-hover hover:text-ink"
        >
          <CircleUserRound size={16} className="shrink-0" aria-hidden="true" />
          <span className="sr-only">Account: </span>
          <span className="max-w-32 truncate max-sm:sr-only">{login}</span>
        </button>
      }
    >
      <MenuLabel>Signed in as {login}</MenuLabel>
      <PageItem icon={UserRound} path="/ui/account">
        Account
      </PageItem>
      <PageItem icon={KeyRound} path="/ui/account/tokens">
        API tokens
      </PageItem>
      <PageItem icon={ShieldCheck} path="/ui/account/second-factor">
        Second factor
      </PageItem>
      {seesUsers && (
        <PageItem icon={Users} path="/ui/admin/users">
          Users
        </PageItem>
      )}
      <MenuItem icon={<LogOut size={14} aria-hidden="true" />} onSelect={() => void leave()}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

/** An item that leads to a page of its own: all of them look alike. */
function PageItem({ icon: Icon, path, children }: { icon: LucideIcon; path: string; children: string }) {
  return (
    <MenuItem icon={<Icon size={14} aria-hidden="true" />} onSelect={() => window.location.assign(path)}>
      {children}
    </MenuItem>
  );
}
