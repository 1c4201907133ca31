import type { FieldChange } from "./compare-mocks.ts";

/** What an apply does to one mock. */
export type Step = { namespace: string; id: string } & (
  | { action: "create"; place: string; mock: Record<string, unknown> }
  | { action: "change"; place: string; mock: Record<string, unknown>; fields: FieldChange[]; revision: string }
  | { action: "unchanged"; place: string }
  | { action: "delete" }
);

export type Action = Step["action"];

export function countSteps(steps: readonly Step[]): Record<Action, number> {
  const count = (action: Action): number => steps.filter((step) => step.action === action).length;
  return { create: count("create"), change: count("change"), unchanged: count("unchanged"), delete: count("delete") };
}
