import type { HeaderList } from "@understudy/egress";

/**
 * How long an answer asks to be left alone, from `now` on, milliseconds: seconds or a date (RFC 9110, section 10.2.3); 0 for a date that
 * is past. Null when it does not ask, or nobody can read how long.
 */
export function readRetryAfterMs(headers: HeaderList, now: Date): number | null {
  const value = headers.find(([name]) => name.toLowerCase() === "retry-after")?.[1].trim();
  if (value === undefined) return null;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = httpDate.test(value) ? Date.parse(value) : NaN;
  // A date has whole seconds: the one it names may have begun already, but nothing is early.
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

/** `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that may be sent. `Date.parse` alone reads "5 minutes" as a date. */
const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
