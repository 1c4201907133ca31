import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { AnnouncerProvider } from "../announcer.tsx";
import { Notice } from "../notice.tsx";

/**
 * A page about people rather than about a namespace. Where nobody signs in (`isLocal`) it says so and shows nothing else. `title`: unless
 * what is in it has a heading of its own.
 */
export function AccountFrame(props: { title?: string; isLocal: boolean; children: ReactNode }) {
  return (
    <AnnouncerProvider>
      <main className="mx-auto w-full max-w-5xl px-4 py-8">
        <Link href="/ui/mocks" className="inline-flex items-center gap-1.5 text-sm text-ink-soft hover:text-ink">
          <ArrowLeft size={14} aria-hidden="true" />
          Back to the dashboard
        </Link>
        {props.title !== undefined && <h1 className="mt-4 text-xl font-semibold tracking-tight">{props.title}</h1>}
        {props.isLocal ? (
          <Notice title="Nobody signs in here">
            <p>This installation serves this machine only. Start it with AUTH_MODE=full to have users who sign in.</p>
          </Notice>
        ) : (
          props.children
        )}
      </main>
    </AnnouncerProvider>
  );
}
