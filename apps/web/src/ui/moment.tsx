"use client";

import { useSyncExternalStore } from "react";
import { useNow } from "./now.ts";
import { renderClock, renderCountdown, renderRelative, renderUtc } from "./render-time.ts";

/** A moment in the viewer's zone, such as `15:03:22`, with UTC on hover. */
export function ClockTime({ at }: { at: Date }) {
  const isInBrowser = useSyncExternalStore(subscribeToNothing, yes, no);
  return (
    <time dateTime={at.toISOString()} title={renderUtc(at)} className="tabular-nums" suppressHydrationWarning>
      {/* The server does not know the viewer's zone. */}
      {renderClock(at, new Date(), isInBrowser ? undefined : "UTC")}
    </time>
  );
}

/** `15:03:22, 2 minutes ago` */
export function Moment({ at }: { at: Date }) {
  return (
    <>
      <ClockTime at={at} />
      <span className="text-ink-faint" suppressHydrationWarning>
        , {renderRelative(at, new Date())}
      </span>
    </>
  );
}

/** "in 12 s", counting down. */
export function Countdown({ to }: { to: Date }) {
  const now = useNow();
  return (
    <span className="tabular-nums" suppressHydrationWarning>
      {renderCountdown(to, now ?? new Date())}
    </span>
  );
}

function subscribeToNothing(): () => void {
  return () => undefined;
}

function yes(): boolean {
  return true;
}

function no(): boolean {
  return false;
}
