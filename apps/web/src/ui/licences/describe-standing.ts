import { expiryNoticeDays, type LicenceType } from "@understudy/domain";

/** How the installation stands, in a heading and what follows from it. */
export function describeStanding(standing: { isActive: boolean; isRequired: boolean; type: LicenceType | null }): {
  heading: string;
  text: string;
} {
  if (standing.isActive && standing.type !== null) {
    return {
      heading: `Licensed: ${standing.type}`,
      text: "What all active licenses allow together holds. Beyond it nothing can be added; what is there stays.",
    };
  }
  if (standing.isRequired) {
    return {
      heading: "Community limits",
      text: "No license is active, and this installation needs one to go beyond these limits. What is there stays.",
    };
  }
  return { heading: "Nothing is limited", text: "No license is active, and this installation needs none." };
}

/** "ends in 1 day", "ends in 12 days" */
export function describeDaysLeft(daysLeft: number): string {
  return `ends in ${daysLeft} ${daysLeft === 1 ? "day" : "days"}`;
}

/** How much of a limit is used: full at it and beyond. */
export function describeUse(used: number, max: number | null): { text: string; share: number | null; isFull: boolean } {
  const count = used.toLocaleString("en");
  if (max === null) return { text: `${count}, not limited`, share: null, isFull: false };
  const share = max === 0 ? 1 : Math.min(1, used / max);
  return { text: `${count} of ${max.toLocaleString("en")}`, share, isFull: used >= max };
}

/** What an admin is told on every page while licences end soon; null: nothing. */
export function describeExpiry(expiring: readonly { type: LicenceType; daysLeft: number }[]): string | null {
  const [first, ...others] = [...expiring].sort((one, other) => one.daysLeft - other.daysLeft);
  if (first === undefined) return null;
  const more = others.length === 0 ? "" : `, and ${others.length} more within ${expiryNoticeDays} days`;
  return `The ${first.type} license ${describeDaysLeft(first.daysLeft)}${more}.`;
}
