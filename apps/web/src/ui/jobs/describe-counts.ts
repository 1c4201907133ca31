import type { JobCounts } from "@understudy/domain";

/** `12 purged, 3 closed`: what a run has done, the words of the API with spaces in them. What is 0 goes without saying. */
export function describeCounts({ unfinished, ...counts }: JobCounts): string {
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(
      ([name, count]) =>
        `${count.toLocaleString("en")} ${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`,
    );
  if (unfinished !== undefined) parts.push("the next run goes on");
  return parts.join(", ");
}
