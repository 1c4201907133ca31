import { describe, expect, it } from "vitest";
import { CleanupPolicySchema, describeCleanupPolicy, toCleanupRules } from "./cleanup-policy.ts";

const nothing = {
  isEnabled: false,
  deletedMocksDays: null,
  expiredMocksDays: null,
  unusedMocksDays: null,
  logsDays: null,
  undefinedRequestsDays: null,
  schedule: null,
};

describe("a cleanup policy", () => {
  it.each([
    ["nothing", {}, nothing],
    [
      "the Go client's words",
      { mockRetentionDays: 7, logRetentionDays: 3, testRunRetentionDays: 1, autoCleanup: true },
      { ...nothing, isEnabled: true, deletedMocksDays: 7, expiredMocksDays: 7, logsDays: 3 },
    ],
    [
      "the Java client's words",
      {
        enabled: true,
        retentionDays: 30,
        cleanupDeletedMocks: true,
        cleanupExpiredMocks: false,
        cleanupLogs: true,
        logRetentionDays: 14,
        schedule: "0 3 * * *",
      },
      { ...nothing, isEnabled: true, deletedMocksDays: 30, logsDays: 14, schedule: "0 3 * * *" },
    ],
    [
      "the Python client's words",
      {
        logsRetentionDays: 5,
        unusedMockThresholdDays: 90,
        undefinedRequestRetentionDays: 2,
        autoCleanupEnabled: true,
        cleanupSchedule: "daily",
      },
      { ...nothing, isEnabled: true, unusedMocksDays: 90, logsDays: 5, undefinedRequestsDays: 2, schedule: "daily" },
    ],
    [
      "a switch that is off, and 0 days",
      { enabled: true, cleanupLogs: false, logRetentionDays: 9, retentionDays: 0 },
      { ...nothing, isEnabled: true },
    ],
  ])("means the same whoever wrote it: %s", (_name, policy, rules) => {
    expect(toCleanupRules(CleanupPolicySchema.parse(policy))).toEqual(rules);
  });

  it("reads back as it was written, unknown keys too, and in the words of the other clients", () => {
    const written = CleanupPolicySchema.parse({ autoCleanup: true, mockRetentionDays: 7, ownKey: { a: [1] } });
    expect(describeCleanupPolicy(written)).toMatchObject({
      ...written,
      enabled: true,
      autoCleanupEnabled: true,
      retentionDays: 7,
      cleanupDeletedMocks: true,
      cleanupLogs: false,
    });
  });

  it.each([
    [{ retentionDays: -1 }],
    [{ retentionDays: 1.5 }],
    [{ enabled: "yes" }],
    [{ schedule: 5 }],
    [{ own: "x".repeat(20_000) }],
  ])("is refused when it says what can't be: %j", (policy) => {
    expect(CleanupPolicySchema.safeParse(policy).success).toBe(false);
  });
});
