import { describe, expect, it } from "vitest";
import { readTokenForm } from "./read-token-form.ts";

const now = new Date("2026-01-01T00:00:00Z");

function formOf(fields: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

describe("the form of a new token", () => {
  it("says what is empty by null, and counts the end from now", () => {
    const fields = [
      ["name", " ci "],
      ["namespace", ""],
      ["may", "everything"],
      ["days", "7"],
      ["minute", "60"],
    ] as const;
    expect(readTokenForm(formOf(fields), now)).toEqual({
      input: {
        ...{ name: "ci", namespace: null, allowed_actions: [], expires_at: "2026-01-08T00:00:00.000Z" },
        ...{ rate_limit_per_minute: 60, rate_limit_per_hour: null, rate_limit_per_day: null },
      },
    });
  });

  it("takes actions only where some are wanted, and then at least one", () => {
    const some = [
      ["name", "ci"],
      ["may", "some"],
      ["days", ""],
    ] as const;
    expect(readTokenForm(formOf(some), now)).toHaveProperty("problem");
    const chosen = formOf([...some, ["action", "mock.read"], ["action", "mock.fly"]]);
    expect(readTokenForm(chosen, now)).toMatchObject({ input: { allowed_actions: ["mock.read"], expires_at: null } });
    const all = formOf([
      ["name", "ci"],
      ["may", "everything"],
      ["action", "mock.read"],
    ]);
    expect(readTokenForm(all, now)).toMatchObject({ input: { allowed_actions: [] } });
  });
});
