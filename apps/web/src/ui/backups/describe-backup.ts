import type { Backup, BackupConfig } from "@understudy/domain";
import cronstrue from "cronstrue";

/** What is in it. */
export function describeScope(namespace: string | null): string {
  return namespace ?? "Whole installation";
}

/** A schedule in words, such as "At 03:00 AM"; null: it is none yet. */
export function describeSchedule(schedule: string): string | null {
  try {
    return `${cronstrue.toString(schedule, { use24HourTimeFormat: true, verbose: true })}, UTC`;
  } catch {
    return null;
  }
}

export function describeRetention({ retention }: Pick<BackupConfig, "retention">): string {
  if (retention === null) return "kept until deleted";
  return `kept for ${retention} ${retention === 1 ? "day" : "days"}`;
}

/** How far it has come, or how it ended. */
export function describeState({ status, progress: { rowsDone, rowsTotal } }: Backup): string {
  if (status === "completed") return "completed";
  if (status === "failed") return "failed";
  if (rowsTotal === null) return "waiting";
  return rowsTotal === 0 ? "0 %" : `${Math.floor((rowsDone / rowsTotal) * 100)} %`;
}

const units = ["B", "KiB", "MiB", "GiB", "TiB"];

/** Bytes as people write them. */
export function describeSize(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power] ?? ""}`;
}

/** What a person calls the rows of a table; null: nobody has to look at them. */
const kindNames: Readonly<Record<string, string>> = {
  namespace: "Namespaces",
  mock: "Mocks",
  store_entry: "Store entries",
  template_file: "Templates",
  app_user: "Users",
  member: "Members",
  api_token: "API tokens",
  stub_key: "Stub keys",
  event_webhook: "Event webhooks",
  delivery: "Deliveries",
  logged_request: "Logged requests",
};

export function nameOfKind(kind: string): string | null {
  return kindNames[kind] ?? null;
}
