import { z } from "zod";

/** What a namespace cleans up by itself: each in days, null: not at all. What was deleted or closed can be restored from the trash. */
export interface CleanupRules {
  isEnabled: boolean;
  /** Deleted mocks are purged so long after they were deleted. */
  deletedMocksDays: number | null;
  /** Mocks are deleted so long after their `ttl` ended. */
  expiredMocksDays: number | null;
  /** Mocks are deleted that were neither called nor saved for so long. */
  unusedMocksDays: number | null;
  /** Calls of the request log are removed. */
  logsDays: number | null;
  /** Calls that nothing matched are forgotten, if they did not come again. */
  undefinedRequestsDays: number | null;
  /** When, as a crontab in UTC; null: whenever the installation cleans up. */
  schedule: string | null;
}

const daysMax = 36_500;
const Days = z
  .int("must be a whole number of days")
  .min(0, "must not be negative; 0 means never")
  .max(daysMax, `must be at most ${daysMax} days`)
  .nullish();
const Switch = z.boolean("must be true or false").nullish();
const Schedule = z.string("must be a schedule such as 0 3 * * *").max(200).nullish();
const Count = z.int("must be a whole number").min(0).max(10_000_000).nullish();
const documentBytesMax = 16_384;

/**
 * Body of `PUT /api/v1/namespaces/{ns}/cleanup-policy`: the words of three clients (contract C4). All of them are kept and read back, what
 * nobody knows as well; those that mean something here are in `toCleanupRules`.
 */
export const CleanupPolicySchema = z
  .looseObject({
    enabled: Switch,
    autoCleanup: Switch,
    autoCleanupEnabled: Switch,
    retentionDays: Days,
    mockRetentionDays: Days,
    cleanupDeletedMocks: Switch,
    cleanupExpiredMocks: Switch,
    unusedMockThresholdDays: Days,
    cleanupLogs: Switch,
    logRetentionDays: Days,
    logsRetentionDays: Days,
    undefinedRequestRetentionDays: Days,
    cleanupTestReports: Switch,
    testReportRetentionDays: Days,
    testRunRetentionDays: Days,
    cleanupFuzzResults: Switch,
    fuzzResultRetentionDays: Days,
    maxFuzzingResults: Count,
    maxPerfResults: Count,
    schedule: Schedule,
    cleanupSchedule: Schedule,
  })
  .refine((policy) => JSON.stringify(policy).length <= documentBytesMax, {
    message: `must be at most ${documentBytesMax} characters of JSON`,
  });
export type CleanupPolicy = z.infer<typeof CleanupPolicySchema>;

/** What a policy means, whichever client's words it is written in. */
export function toCleanupRules(policy: CleanupPolicy): CleanupRules {
  const retention = policy.retentionDays ?? policy.mockRetentionDays;
  const logs = policy.logRetentionDays ?? policy.logsRetentionDays;
  return {
    isEnabled: policy.enabled ?? policy.autoCleanup ?? policy.autoCleanupEnabled ?? false,
    deletedMocksDays: daysOf(retention, policy.cleanupDeletedMocks),
    expiredMocksDays: daysOf(retention, policy.cleanupExpiredMocks),
    unusedMocksDays: daysOf(policy.unusedMockThresholdDays, null),
    logsDays: daysOf(logs, policy.cleanupLogs),
    undefinedRequestsDays: daysOf(policy.undefinedRequestRetentionDays, null),
    schedule: emptyToNull(policy.schedule) ?? emptyToNull(policy.cleanupSchedule),
  };
}

/** The policy as every client finds its own words in it; what was written stands before what follows from it. */
export function describeCleanupPolicy(policy: CleanupPolicy): CleanupPolicy {
  const rules = toCleanupRules(policy);
  const mocks = rules.deletedMocksDays ?? rules.expiredMocksDays ?? 0;
  return {
    enabled: rules.isEnabled,
    autoCleanup: rules.isEnabled,
    autoCleanupEnabled: rules.isEnabled,
    retentionDays: mocks,
    mockRetentionDays: mocks,
    cleanupDeletedMocks: rules.deletedMocksDays !== null,
    cleanupExpiredMocks: rules.expiredMocksDays !== null,
    unusedMockThresholdDays: rules.unusedMocksDays ?? 0,
    cleanupLogs: rules.logsDays !== null,
    logRetentionDays: rules.logsDays ?? 0,
    logsRetentionDays: rules.logsDays ?? 0,
    undefinedRequestRetentionDays: rules.undefinedRequestsDays ?? 0,
    ...(rules.schedule !== null && { schedule: rules.schedule, cleanupSchedule: rules.schedule }),
    ...policy,
  };
}

/** Absent and 0 days mean never; so does a switch that is off. One that is not there is as if it were on: two of three clients have none. */
function daysOf(days: number | null | undefined, isOn: boolean | null | undefined): number | null {
  return isOn === false || !days ? null : days;
}

function emptyToNull(text: string | null | undefined): string | null {
  return text == null || text.trim() === "" ? null : text;
}
