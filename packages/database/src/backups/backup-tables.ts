/**
 * What stays out of every backup, and why. Everything else is in, by itself; a test fails for a table that is named in neither of the two
 * lists here, so that somebody decides.
 */
export const leftOutTables: Readonly<Record<string, string>> = {
  _prisma_migrations: "of this database; a backup says which migration it was made after",
  account_link: "a link that waits in somebody's mailbox: whoever restores sends a new one",
  api_token_use: "counts of the minute, the hour and the day",
  audit_chain: "how far the audit trail of here is sealed",
  audit_entry: "what was done here is never rewritten; it has an export of its own",
  backup: "names files that are here",
  backup_config: "says what is kept here",
  backup_restore: "what was done here",
  delivery_day: "counts of a day",
  delivery_plan: "how a delivery goes on that waits; it comes back as cancelled",
  idempotent_request: "answers of a day, to requests that were made here",
  job_run: "what was done here",
  job_slot: "which schedules were kept here",
  licence: "of this installation; one that was switched off must not come back",
  mock_use_batch: "uses of half a second, which are on their way to mock_use",
  pending_sign_in: "somebody is signing in here",
  resolver: "processes that run here",
  session: "everybody signs in anew",
  target_circuit: "how targets are at this moment",
  throttle: "guesses that were made here",
  worker: "processes that run here",
};

/** How the rows of a table come back. */
export type RestoreRule =
  /** Those of the file take the place of those that are there. */
  | "replace"
  /** Who may do what: what is there stays, what is not comes back, unless it was taken away since. */
  | "access"
  /** Has a statement of its own. */
  | "own";

/** Every table that is in backups. One that is not named here is replaced. */
export const backedUpTables: Readonly<Record<string, RestoreRule>> = {
  installation: "own",
  namespace: "own",
  mock: "own",
  app_user: "own",
  revocation: "own",
  member: "access",
  api_token: "access",
  stub_key: "access",
  second_factor: "access",
  recovery_code: "access",
  oidc_identity: "access",
  attempt: "replace",
  event_webhook: "replace",
  delivery: "replace",
  logged_request: "replace",
  message: "replace",
  mock_folder: "replace",
  mock_use: "replace",
  mock_version: "replace",
  request_count: "replace",
  store_entry: "replace",
  tag: "replace",
  template_file: "replace",
  undefined_request: "replace",
};

export function ruleOf(table: string): RestoreRule {
  return backedUpTables[table] ?? "replace";
}

/** Rows of a user, which come with the user only: nobody who is there gets another way to sign in. */
export const signInTables = new Set(["second_factor", "recovery_code", "oidc_identity"]);

/** Not in backups, and empty after a restore of the whole: what is in there belongs to what was there before. */
export const clearedTables = ["mock_use_batch", "session", "pending_sign_in", "account_link"];

/** What a mock in the trash keeps. */
export const tablesOfMocks = new Set(["mock_use", "mock_version"]);
