import { Agent, get } from "node:http";

export interface StoreCaller {
  origin: string;
  path: string;
  /** How many call at a time. */
  callers: number;
}

export interface CallCount {
  /** `value` of each answer. */
  values: unknown[];
  failures: number;
}

/** Calls until the time (of `performance.now()`), each caller the next when it has its answer, and once at least. Keeps what the answers say. */
export async function callStore(options: StoreCaller & { untilMs: number }): Promise<CallCount> {
  const { origin, path, callers, untilMs } = options;
  const agent = new Agent({ keepAlive: true });
  const count: CallCount = { values: [], failures: 0 };
  const keepCalling = async (): Promise<void> => {
    do {
      try {
        count.values.push(await readValue(origin + path, agent));
      } catch {
        count.failures += 1;
      }
    } while (performance.now() < untilMs);
  };
  await Promise.all(Array.from({ length: callers }, keepCalling));
  agent.destroy();
  return count;
}

function readValue(url: string, agent: Agent): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const call = get(url, { agent, timeout: 10_000 }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve((JSON.parse(text) as { value: unknown }).value);
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    });
    call.on("timeout", () => call.destroy(new Error("no answer in 10 s")));
    call.on("error", reject);
  });
}
