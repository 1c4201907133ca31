import type { ReactNode } from "react";
import { LogoMark } from "../logo.tsx";

/** The frame of a page for somebody who is not in yet: a card in the middle. */
export function EntryCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-12">
      <div className="w-full max-w-sm">
        <div className="flex items-center gap-2.5 font-semibold tracking-tight">
          <LogoMark className="size-7" />
          <span className="text-lg">Understudy</span>
        </div>
        <div className="mt-5 rounded-lg border border-line bg-surface p-6">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {children}
        </div>
      </div>
    </main>
  );
}
