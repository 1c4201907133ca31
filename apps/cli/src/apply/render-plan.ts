import { printable } from "../terminal/print.ts";
import type { Colors } from "../terminal/terminal.ts";
import type { FieldChange } from "./compare-mocks.ts";
import { countSteps, type Step } from "./plan.ts";

/** Longest value that is shown whole. */
const valueLengthMax = 100;

/** A plan for people: a line for each mock, with every field that changes. */
export function renderPlan(steps: readonly Step[], colors: Colors): string {
  const { create, change, unchanged, delete: removed } = countSteps(steps);
  const lines = steps.flatMap((step) => renderStep(step, colors));
  return [...lines, `${create} to create, ${change} to change, ${removed} to delete, ${unchanged} unchanged`, ""].join(
    "\n",
  );
}

function renderStep(step: Step, colors: Colors): string[] {
  const name = `${step.namespace}/${printable(step.id)}`;
  switch (step.action) {
    case "create":
      return [colors.green(`+ ${name}`)];
    case "change":
      return [colors.yellow(`~ ${name}`), ...step.fields.map((field) => `    ${renderField(field)}`)];
    case "delete":
      return [colors.red(`- ${name}`)];
    case "unchanged":
      return [colors.dim(`= ${name}`)];
  }
}

function renderField({ path, isSecret, ...change }: FieldChange): string {
  const label = printable(path);
  if (isSecret) return `${label}: a secret that can't be compared; it is written again`;
  if (!("before" in change)) return `${label}: + ${renderValue(change.after)}`;
  if (!("after" in change)) return `${label}: - ${renderValue(change.before)}`;
  return `${label}: ${renderValue(change.before)} → ${renderValue(change.after)}`;
}

function renderValue(value: unknown): string {
  const text = printable(JSON.stringify(value));
  return text.length > valueLengthMax ? `${text.slice(0, valueLengthMax - 1)}…` : text;
}

/** The same for programs. Mocks are left out: they are in the files. */
export function toPlanDocument(steps: readonly Step[], done: { dryRun: boolean; set: string | undefined }): object {
  const mocks = steps.map((step) => ({
    action: step.action,
    namespace: step.namespace,
    id: step.id,
    ...(step.action === "change" && { fields: step.fields }),
  }));
  return { dryRun: done.dryRun, set: done.set ?? null, counts: countSteps(steps), mocks };
}
