import type { ChildProcess } from "node:child_process";
import { z } from "zod";
import { labelProcess, type MetricFamily, MetricFamilySchema } from "./metric-family.ts";
import { gaugeOf } from "./metrics.ts";

/** Metrics of the processes that this one supervises, asked for by IPC. */
export interface ChildMetrics {
  /** From now on the process of this name is this child. */
  follow: (name: string, child: ChildProcess) => void;
  /** With `understudy_process_up` for each; one that does not answer in time has no more than that. */
  read: () => Promise<MetricFamily[]>;
}

export const MetricsQuestionSchema = z.object({ kind: z.literal("metrics.asked"), id: z.number() });
const MetricsAnswerSchema = z.object({
  kind: z.literal("metrics.told"),
  id: z.number(),
  families: z.array(MetricFamilySchema),
});
export type MetricsAnswer = z.infer<typeof MetricsAnswerSchema>;

/** One that supervises others asks them first, and must answer in its own time: `timeoutMs` shrinks on the way down. */
export function createChildMetrics({ timeoutMs }: { timeoutMs: number }): ChildMetrics {
  const children = new Map<string, ChildProcess>();
  let lastId = 0;
  return {
    follow: (name, child) => void children.set(name, child),
    async read() {
      const named = [...children];
      const answers = await Promise.all(named.map(([, child]) => ask(child, { id: ++lastId, timeoutMs })));
      const up = named.map(([name], index) => ({ labels: { process: name }, value: answers[index] === null ? 0 : 1 }));
      const families = named.flatMap(([name], index) => labelProcess(answers[index] ?? [], name));
      return [...families, gaugeOf("understudy_process_up", "1: the process answers its supervisor", up)];
    },
  };
}

/** Null: it is gone, or does not answer. */
async function ask(child: ChildProcess, { id, timeoutMs }: { id: number; timeoutMs: number }) {
  const answer = Promise.withResolvers<MetricFamily[] | null>();
  const hear = (message: unknown): void => {
    const parsed = MetricsAnswerSchema.safeParse(message);
    if (parsed.success && parsed.data.id === id) answer.resolve(parsed.data.families);
  };
  const timer = setTimeout(() => answer.resolve(null), timeoutMs);
  child.on("message", hear);
  try {
    if (!child.connected) return null;
    child.send({ kind: "metrics.asked", id } satisfies z.infer<typeof MetricsQuestionSchema>, (error) => {
      if (error !== null) answer.resolve(null);
    });
    return await answer.promise;
  } finally {
    clearTimeout(timer);
    child.off("message", hear);
  }
}
