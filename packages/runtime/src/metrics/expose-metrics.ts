import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { AggregatorRegistry } from "prom-client";
import { StartError } from "../run-process.ts";
import { type ChildMetrics, type MetricsAnswer, MetricsQuestionSchema } from "./child-metrics.ts";
import { labelProcess, type MetricFamily } from "./metric-family.ts";
import type { Metrics } from "./metrics.ts";

export interface ExposeMetricsOptions {
  /** What the process is called in its values. */
  name: string;
  metrics: Metrics;
  /** Those that it supervises. */
  children?: ChildMetrics;
  /** Where Prometheus asks; null: only a supervisor does. */
  listen: { port: number; address: string } | null;
}

/** Tells what this process and those below it count: to its supervisor by IPC, and to Prometheus where it listens. */
export async function exposeMetrics(options: ExposeMetricsOptions): Promise<{ stop: () => Promise<void> }> {
  const { metrics, children } = options;
  const readAll = async (): Promise<MetricFamily[]> => {
    const [own, below] = await Promise.all([metrics.read(), children?.read() ?? []]);
    return [...own, ...below];
  };
  answerSupervisor(readAll);
  if (options.listen === null) return { stop: () => Promise.resolve() };
  return serve(options.listen, async () => labelProcess(await readAll(), options.name));
}

function answerSupervisor(readAll: () => Promise<MetricFamily[]>): void {
  process.on("message", (message) => {
    const asked = MetricsQuestionSchema.safeParse(message);
    if (!asked.success) return;
    void readAll().then((families) => {
      const { id } = asked.data;
      // The supervisor may be gone meanwhile, and then this process ends too.
      process.send?.({ kind: "metrics.told", id, families } satisfies MetricsAnswer, undefined, {}, () => undefined);
    });
  });
}

async function serve(
  { port, address }: { port: number; address: string },
  readAll: () => Promise<MetricFamily[]>,
): Promise<{ stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.method === "GET" && request.url?.split("?", 1)[0] === "/metrics") void answer(response, readAll);
    else response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("see /metrics\n");
  });
  server.listen(port, address);
  await once(server, "listening").catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`METRICS_PORT: can't listen on ${address}:${port}: ${reason}`);
  });
  return {
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(response: ServerResponse, readAll: () => Promise<MetricFamily[]>): Promise<void> {
  try {
    const registry = AggregatorRegistry.aggregate([await readAll()]);
    response.writeHead(200, { "content-type": registry.contentType }).end(await registry.metrics());
  } catch (error) {
    response.writeHead(500, { "content-type": "text/plain; charset=utf-8" }).end(`${String(error)}\n`);
  }
}
