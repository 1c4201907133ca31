import { renderRelative, renderUtc } from "./render-time.ts";

/** "3 minutes ago", with the moment in UTC on hover. */
export function RelativeTime({ at }: { at: Date }) {
  return (
    // The server's "now" is a moment before the browser's.
    <time dateTime={at.toISOString()} title={renderUtc(at)} suppressHydrationWarning>
      {renderRelative(at, new Date())}
    </time>
  );
}
