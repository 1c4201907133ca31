"use client";

import { ChevronsUpDown } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { Menu, MenuChoice } from "../menu.tsx";

/** Shows which namespace this is; choosing another keeps the kind of page. */
export function NamespaceSwitcher({
  current,
  namespaces,
}: {
  current: string;
  namespaces: readonly { name: string }[];
}) {
  const router = useRouter();
  const pathname = usePathname();

  const goTo = (name: string): void => {
    const [, ui, , ...page] = pathname.split("/");
    router.push(["", ui, name, ...page].join("/"));
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
    </Menu>
  );
}
