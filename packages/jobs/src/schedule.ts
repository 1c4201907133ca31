import { Cron } from "croner";

/** Five fields, or one of these names. croner knows other forms, which say something else, or more than the minute. */
const form = /^(@?(yearly|annually|monthly|weekly|daily|midnight|hourly)|(\S+\s+){4}\S+)$/i;
const minuteMs = 60_000;

/** What is wrong with a schedule that somebody wrote, in a sentence that says what is allowed; null: nothing. */
export function findScheduleProblem(schedule: string): string | null {
  const allowed = "five fields of a crontab in UTC (minute, hour, day of month, month, day of week) such as 0 3 * * *";
  if (!form.test(schedule.trim())) return `must be ${allowed}, or @hourly, @daily, @weekly, @monthly, @yearly`;
  try {
    if (parse(schedule).nextRun() !== null) return null;
    return "must name a moment that comes: there is no such day";
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, "") : String(error);
    return `must be ${allowed}: ${reason}`;
  }
}

/** The last moment at which a schedule said that something is due, at `now` at the latest; null: there was none. */
export function findLastSlot(schedule: string, now: Date): Date | null {
  const minute = Math.floor(now.getTime() / minuteMs) * minuteMs;
  // croner names what is before its reference; slots are whole minutes, so this one's own is named too.
  const [slot] = parse(schedule).previousRuns(1, new Date(minute + 1_000));
  return slot ?? null;
}

/** The next moment after `now`; null: there will be none. */
export function findNextSlot(schedule: string, now: Date): Date | null {
  return parse(schedule).nextRun(now);
}

/** Some clients write the names without the sign. */
function parse(schedule: string): Cron {
  const text = schedule.trim();
  return new Cron(/^[a-z]+$/i.test(text) ? `@${text}` : text, { timezone: "UTC", mode: "5-part" });
}
