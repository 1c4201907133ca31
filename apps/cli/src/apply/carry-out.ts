import type { Problem } from "@understudy/domain";
import { take } from "../api/rest-client.ts";
import type { CommandContext } from "../command-context.ts";
import { Failure } from "../failure.ts";
import type { Step } from "./plan.ts";

type Written = Extract<Step, { action: "create" | "change" }>;

/** Most mocks that one call of the API writes or deletes: within it, all or nothing. */
const batchMax = 1_000;

/** Does what the plan says, and returns the server's warnings, each with its place in the files. */
export async function carryOut(context: Pick<CommandContext, "api">, steps: readonly Step[]): Promise<Problem[]> {
  const warnings: Problem[] = [];
  const written = steps.filter((step) => step.action === "create" || step.action === "change");
  for (const [index, batch] of inBatches(written).entries()) {
    warnings.push(...(await write(context, batch, index * batchMax)));
  }
  const removed = Object.entries(groupByNamespace(steps.filter((step) => step.action === "delete")));
  for (const [namespace, ids] of removed) {
    for (const some of inBatches(ids)) {
      const query = { namespace };
      await take(context.api.DELETE("/api/v1/mocks/batch", { params: { query }, body: { ids: some } }));
    }
  }
  return warnings;
}

/** Each mock only if it is still what it was when the plan was made. */
async function write(
  { api }: Pick<CommandContext, "api">,
  batch: readonly Written[],
  doneBefore: number,
): Promise<Problem[]> {
  const body = {
    mocks: batch.map(({ mock }) => mock),
    ifMatch: batch.map((step) => (step.action === "change" ? step.revision : null)),
  };
  try {
    const { warnings } = await take(api.POST("/api/v1/mocks/batch", { body }));
    return warnings.map((problem) => inFile(problem, batch));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const sofar = doneBefore === 0 ? "nothing was changed" : `${doneBefore} mocks were written before, these were not`;
    throw new Failure(error.exitCode, `${error.message}; ${sofar}`, {
      problems: error.problems.map((problem) => inFile(problem, batch)),
      hint: error.hint ?? "apply again to compare with what is there now",
    });
  }
}

/** `$.mocks[3].http.route` as the place in the file that the fourth mock is from. */
function inFile({ path, message }: Problem, batch: readonly Written[]): Problem {
  const [, index = "", rest = ""] = /^\$\.(?:mocks|ifMatch)\[(\d+)\](.*)$/.exec(path) ?? [];
  const step = index === "" ? undefined : batch[Number(index)];
  return step === undefined ? { path, message } : { path: `${step.place}: $${rest}`, message };
}

function groupByNamespace(steps: readonly Step[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const { namespace, id } of steps) (groups[namespace] ??= []).push(id);
  return groups;
}

function inBatches<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / batchMax) }, (_none, index) =>
    items.slice(index * batchMax, (index + 1) * batchMax),
  );
}
