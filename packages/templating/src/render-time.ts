const names = {
  weekday: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  month: [
    ...["January", "February", "March", "April", "May", "June", "July"],
    ...["August", "September", "October", "November", "December"],
  ],
} as const;

/** 2026-03-22, in UTC like all of these. */
export function renderDate(now: Date): string {
  return now.toISOString().slice(0, -"T10:30:00.000Z".length);
}

/** 2026-03-22T10:30:00Z */
export function renderDateTime(now: Date): string {
  return `${now.toISOString().slice(0, -".000Z".length)}Z`;
}

/** 10:30:00 */
export function renderClockTime(now: Date): string {
  return now.toISOString().slice(-"10:30:00.000Z".length, -".000Z".length);
}

/** The name of the day or of the month. */
export function renderName(now: Date, part: keyof typeof names): string {
  return names[part][part === "weekday" ? now.getUTCDay() : now.getUTCMonth()] ?? "";
}

/** XXI for 2026: in Roman digits, as faker libraries write it. */
export function renderCentury(now: Date): string {
  const century = Math.ceil(now.getUTCFullYear() / 100);
  const ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][century % 10] ?? "";
  return "X".repeat(Math.max(0, Math.floor(century / 10))) + ones;
}
