"use client";

import type { InstallationRights } from "@understudy/management";
import {
  BadgeCheck,
  ChevronsUpDown,
  DatabaseBackup,
  ListChecks,
  Plus,
  ScrollText,
  Settings,
  Trash2,
  Webhook,
} from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { Menu, MenuChoice, MenuItem, MenuLabel } from "../menu.tsx";

/** Shows which namespace this is; choosing another keeps the kind of page. Its settings and its trash are here too. */
export function NamespaceSwitcher({
  current,
  namespaces,
  installation,
}: {
  current: string;
  namespaces: readonly { name: string }[];
  installation: InstallationRights;
}) {
  const router = useRouter();
  const pathname = usePathname();

  const goTo = (name: string): void => {
    const [, ui, namespace, ...page] = pathname.split("/");
    // Pages of the installation are no namespace's.
    router.push(namespace === current ? ["", ui, name, ...page].join("/") : `/ui/${name}/mocks`);
  };

  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className="flex h-8 min-w-0 items-center gap-1.5 rounded-md px-2 font-medium transition-colors hover:bg-hover"
        >
          <span className="sr-only">Namespace: </span>
          <span className="truncate">{current}</span>
          <ChevronsUpDown size={14} className="shrink-0 text-ink-faint" aria-hidden="true" />
        </button>
      }
    >
      <MenuChoice
        label="Namespace"
        value={current}
        options={namespaces.map(({ name }) => ({ value: name, text: name }))}
        onChoose={goTo}
      />
      <MenuLabel>{current}</MenuLabel>
      <MenuItem
        icon={<Settings size={14} aria-hidden="true" />}
        onSelect={() => router.push(`/ui/${current}/settings`)}
      >
        Settings
      </MenuItem>
      <MenuItem icon={<Trash2 size={14} aria-hidden="true" />} onSelect={() => router.push(`/ui/${current}/trash`)}>
        Trash
      </MenuItem>
      <InstallationItems installation={installation} onGo={(path) => router.push(path)} />
    </Menu>
  );
}

/** Pages of the installation, for those who look after it. */
function InstallationItems(props: { installation: InstallationRights; onGo: (path: string) => void }) {
  const { installation, onGo } = props;
  if (!installation.listNamespaces) return null;
  return (
    <>
      <MenuLabel>Installation</MenuLabel>
      <MenuItem icon={<Plus size={14} aria-hidden="true" />} onSelect={() => onGo("/ui/admin/namespaces")}>
        {installation.createNamespaces ? "New namespace…" : "All namespaces"}
      </MenuItem>
      <MenuItem icon={<Webhook size={14} aria-hidden="true" />} onSelect={() => onGo("/ui/admin/webhooks")}>
        Webhooks of the installation
      </MenuItem>
      <MenuItem icon={<ListChecks size={14} aria-hidden="true" />} onSelect={() => onGo("/ui/admin/jobs")}>
        Jobs
      </MenuItem>
      <MenuItem icon={<DatabaseBackup size={14} aria-hidden="true" />} onSelect={() => onGo("/ui/admin/backups")}>
        Backups
      </MenuItem>
      <MenuItem icon={<BadgeCheck size={14} aria-hidden="true" />} onSelect={() => onGo("/ui/admin/licences")}>
        Licenses
      </MenuItem>
      <MenuItem icon={<ScrollText size={14} aria-hidden="true" />} onSelect={() => onGo("/ui/admin/audit")}>
        Audit trail
      </MenuItem>
    </>
  );
}
