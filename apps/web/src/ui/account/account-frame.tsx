import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { AnnouncerProvider } from "../announcer.tsx";
import { Notice } from "../notice.tsx";

/** A page about people rather than about a namespace. Where nobody signs in it says so and shows nothing else. */
export function AccountFrame({ title, isLocal, children }: { title: string; isLocal: boolean; children: ReactNode }) {
  return (
    <AnnouncerProvider>
      <main className="mx-auto w-full max-w-5xl px-4 py-8">
        <Link href="/ui/mocks" className="inline-flex items-center gap-1.5 text-sm text-ink-soft hover:text-ink">
          <ArrowLeft size={14} aria-hidden="true" />
          Back to the dashboard
        </Link>
        <h1 className="mt-4 text-xl font-semibold tracking-tight">{title}</h1>
        {isLocal ? (
          <Notice title="Nobody signs in here">
            <p>This installation serves this machine only. Start it with AUTH_MODE=full to have users who sign in.</p>
          </Notice>
        ) : (
          children
        )}
      </main>
    </AnnouncerProvider>
  );
}
