import type { ReactNode } from "react";
import { LogoMark } from "../logo.tsx";

/** The frame of a page for somebody who is not in yet: a card in the middle. `title`: unless what is in it has a heading of its own. */
export function EntryCard(props: { title?: string; footer?: ReactNode; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-12">
      <div className="w-full max-w-sm">
        <div className="flex items-center gap-2.5 font-semibold tracking-tight">
          <LogoMark className="size-7" />
          <span className="text-lg">Understudy</span>
        </div>
        <div className="mt-5 rounded-lg border border-line bg-surface p-6">
          {props.title !== undefined && <h1 className="text-xl font-semibold tracking-tight">{props.title}</h1>}
          {props.children}
        </div>
        {props.footer}
      </div>
    </main>
  );
}
