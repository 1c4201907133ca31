import { expect, test } from "vitest";
import { toCleanupForm, withCleanupForm } from "./cleanup-form.ts";
import { CleanupPolicySchema, describeCleanupPolicy, toCleanupRules } from "./cleanup-policy.ts";

test("a form changes what it shows of a policy, in the words of every client, and nothing else of it", () => {
  const written = CleanupPolicySchema.parse({
    ...{ autoCleanup: true, mockRetentionDays: 7, cleanupExpiredMocks: false, maxPerfResults: 5, own: ["key"] },
    ...{ cleanupSchedule: "@daily" },
  });
  const read = describeCleanupPolicy(written);
  const form = toCleanupForm(read);
  expect(form).toMatchObject({ mocksDays: 7, isPurgingDeleted: true, isDeletingExpired: false, schedule: "@daily" });
  expect(toCleanupRules(withCleanupForm(read, form))).toEqual(toCleanupRules(written));

  const changed = withCleanupForm(read, { ...form, isEnabled: false, mocksDays: 9, logsDays: 3, schedule: " " });
  expect(changed).toMatchObject({ maxPerfResults: 5, own: ["key"] });
  expect(toCleanupForm(changed)).toEqual({ ...form, isEnabled: false, mocksDays: 9, logsDays: 3, schedule: "" });
  expect(toCleanupForm({})).toMatchObject({ isEnabled: false, mocksDays: 0, isPurgingDeleted: true });
});
