"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

/** Pages of a namespace, in the order of the tabs. */
const pages = [
  { path: "mocks", text: "Mocks" },
  { path: "requests", text: "Requests" },
  { path: "deliveries", text: "Deliveries" },
] as const;

export function MainNavigation({ namespace }: { namespace: string }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="flex h-full items-stretch">
      {pages.map(({ path, text }) => {
        const href = `/ui/${namespace}/${path}`;
        return (
          <Link
            key={path}
            href={href}
            aria-current={pathname === href ? "page" : undefined}
            className="flex items-center border-y-2 border-transparent px-2 text-ink-soft max-sm:px-1 max-sm:text-xs transition-colors hover:text-ink aria-[current]:border-b-accent aria-[current]:font-medium aria-[current]:text-ink"
          >
            {text}
          </Link>
        );
      })}
    </nav>
  );
}
