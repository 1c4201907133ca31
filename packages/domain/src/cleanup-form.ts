import { z } from "zod";
import { type CleanupPolicy, toCleanupRules } from "./cleanup-policy.ts";

const Days = z.int("must be a whole number of days").min(0).max(36_500);

/** A cleanup policy as a form has it. 0 days: never. */
export const CleanupFormSchema = z.object({
  isEnabled: z.boolean(),
  mocksDays: Days,
  isPurgingDeleted: z.boolean(),
  isDeletingExpired: z.boolean(),
  unusedMocksDays: Days,
  logsDays: Days,
  undefinedRequestsDays: Days,
  /** Empty: with all that have no schedule of their own. */
  schedule: z.string().max(200),
});
export type CleanupForm = z.infer<typeof CleanupFormSchema>;

export function toCleanupForm(policy: CleanupPolicy): CleanupForm {
  const rules = toCleanupRules(policy);
  const mocksDays = rules.deletedMocksDays ?? rules.expiredMocksDays ?? 0;
  return {
    isEnabled: rules.isEnabled,
    mocksDays,
    // Where there are no days yet, both are what somebody would expect who gives some.
    isPurgingDeleted: mocksDays === 0 || rules.deletedMocksDays !== null,
    isDeletingExpired: mocksDays === 0 || rules.expiredMocksDays !== null,
    unusedMocksDays: rules.unusedMocksDays ?? 0,
    logsDays: rules.logsDays ?? 0,
    undefinedRequestsDays: rules.undefinedRequestsDays ?? 0,
    schedule: rules.schedule ?? "",
  };
}

/** The policy with what the form says; what the form does not know of stays, such as what other clients keep in it. */
export function withCleanupForm(policy: CleanupPolicy, form: CleanupForm): CleanupPolicy {
  return {
    ...policy,
    enabled: form.isEnabled,
    autoCleanup: form.isEnabled,
    autoCleanupEnabled: form.isEnabled,
    retentionDays: form.mocksDays,
    mockRetentionDays: form.mocksDays,
    cleanupDeletedMocks: form.isPurgingDeleted,
    cleanupExpiredMocks: form.isDeletingExpired,
    unusedMockThresholdDays: form.unusedMocksDays,
    cleanupLogs: form.logsDays > 0,
    logRetentionDays: form.logsDays,
    logsRetentionDays: form.logsDays,
    undefinedRequestRetentionDays: form.undefinedRequestsDays,
    schedule: form.schedule.trim(),
    cleanupSchedule: form.schedule.trim(),
  };
}
