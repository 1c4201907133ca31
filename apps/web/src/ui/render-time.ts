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
