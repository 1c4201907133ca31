const format = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "long" });

const steps: { unit: Intl.RelativeTimeFormatUnit; seconds: number }[] = [
  { unit: "year", seconds: 31_536_000 },
  { unit: "month", seconds: 2_592_000 },
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
];

/** `2026-05-01 12:30:05 UTC` */
export function renderUtc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** "3 minutes ago", in full words; less than a minute is "just now". */
export function renderRelative(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const step = steps.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  return step === undefined ? "just now" : format.format(Math.trunc(seconds / step.seconds), step.unit);
}

/** "in 12 s" or "in 3 min 5 s"; far away, in words; in the past, "now". */
export function renderCountdown(to: Date, now: Date): string {
  const seconds = Math.ceil((to.getTime() - now.getTime()) / 1000);
  if (seconds <= 0) return "now";
  if (seconds >= 3_600) return renderRelative(to, now);
  const minutes = Math.floor(seconds / 60);
  const parts = [minutes > 0 ? `${minutes} min` : "", seconds % 60 > 0 ? `${seconds % 60} s` : ""];
  return `in ${parts.filter((part) => part !== "").join(" ")}`;
}

/** `15:03:22` today, `23 Nov, 15:03:22` on other days, with the year in other years. The zone is the viewer's where none is given. */
export function renderClock(at: Date, now: Date, timeZone?: string): string {
  const year = (date: Date): string => date.toLocaleDateString("en-GB", { year: "numeric", timeZone });
  const day = (date: Date): string => date.toLocaleDateString("en-GB", { dateStyle: "short", timeZone });
  return at.toLocaleString("en-GB", {
    ...(day(at) !== day(now) && { day: "numeric", month: "short" }),
    ...(year(at) !== year(now) && { year: "numeric" }),
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone,
  });
}

/** `87 ms`, `1.2 s` */
export function renderDuration(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
