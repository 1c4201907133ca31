import Link from "next/link";
import type { InstallationRights } from "@understudy/management";
import type { ReactNode } from "react";
import { AnnouncerProvider } from "../announcer.tsx";
import { LogoMark } from "../logo.tsx";
import type { Theme } from "../theme.ts";
import { LicenceNotice } from "./licence-notice.tsx";
import { MainNavigation } from "./main-navigation.tsx";
import { NamespaceSwitcher } from "./namespace-switcher.tsx";
import { ShortcutsHelp } from "./shortcuts-help.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import { UserMenu } from "./user-menu.tsx";

/** The frame around every page of a namespace. `login` is null in local mode, where nobody signs in. */
export function AppShell(props: {
  namespace: string;
  namespaces: readonly { name: string }[];
  /** What they may do with the namespaces of the installation. */
  installation: InstallationRights;
  login: string | null;
  seesUsers: boolean;
  theme: Theme;
  /** What is to be said of licences; null: nothing. */
  licenceNotice: string | null;
  children: ReactNode;
}) {
  return (
    <AnnouncerProvider>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 text-sm font-medium text-accent-ink focus:translate-y-0"
      >
        Skip to content
      </a>
      <div className="flex min-h-dvh flex-col">
        <header className="sticky top-0 z-30 flex h-12 items-center gap-1 border-b border-line bg-surface px-3 sm:gap-2 sm:px-4">
          <Link
            href={`/ui/${props.namespace}/mocks`}
            className="flex shrink-0 items-center gap-2 font-semibold tracking-tight"
          >
            <LogoMark className="size-5" />
            <span className="max-sm:sr-only">Understudy</span>
          </Link>
          <span className="text-line-strong" aria-hidden="true">
            /
          </span>
          <NamespaceSwitcher
            current={props.namespace}
            namespaces={props.namespaces}
            installation={props.installation}
          />
          <div className="h-full sm:ml-2">
            <MainNavigation namespace={props.namespace} />
          </div>
          <div className="ml-auto flex shrink-0 items-center">
            <ShortcutsHelp />
            <ThemeSwitch initial={props.theme} />
            {props.login === null ? <LocalModeLabel /> : <UserMenu login={props.login} seesUsers={props.seesUsers} />}
          </div>
        </header>
        {props.licenceNotice !== null && <LicenceNotice text={props.licenceNotice} />}
        <div id="content" tabIndex={-1} className="flex grow flex-col outline-none">
          {props.children}
        </div>
      </div>
    </AnnouncerProvider>
  );
}

function LocalModeLabel() {
  return (
    <span
      title="This installation serves this machine only, so nobody needs to sign in."
      className="ml-2 rounded border border-line px-1.5 py-0.5 text-xs text-ink-soft max-sm:hidden"
    >
      Local mode
    </span>
  );
}
