"use client";

import { CircleUserRound, DatabaseBackup, KeyRound, LogOut, ShieldCheck, UserRound, Users } from "lucide-react";
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
      <MenuItem
        icon={<UserRound size={14} aria-hidden="true" />}
        onSelect={() => window.location.assign("/ui/account")}
      >
        Account
      </MenuItem>
      <MenuItem
        icon={<KeyRound size={14} aria-hidden="true" />}
        onSelect={() => window.location.assign("/ui/account/tokens")}
      >
        API tokens
      </MenuItem>
      <MenuItem
        icon={<ShieldCheck size={14} aria-hidden="true" />}
        onSelect={() => window.location.assign("/ui/account/second-factor")}
      >
        Second factor
      </MenuItem>
      {seesUsers && (
        <MenuItem
          icon={<Users size={14} aria-hidden="true" />}
          onSelect={() => window.location.assign("/ui/admin/users")}
        >
          Users
        </MenuItem>
      )}
      {seesUsers && (
        <MenuItem
          icon={<DatabaseBackup size={14} aria-hidden="true" />}
          onSelect={() => window.location.assign("/ui/admin/backups")}
        >
          Backups
        </MenuItem>
      )}
      <MenuItem icon={<LogOut size={14} aria-hidden="true" />} onSelect={() => void leave()}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
