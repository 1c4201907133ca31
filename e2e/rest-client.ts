import { setTimeout as sleep } from "node:timers/promises";

/** What a call was answered. `body` is the JSON, if it is an object. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
}

export interface CallOptions {
  /** A text is sent as it is, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** A delivery as the API shows it. */
export interface Delivery {
  id: string;
  namespace: string;
  mockId: string;
  mockVersion: number;
  requestId: string;
  callback: { index: number; name: string | null; type: string };
  state: string;
  stateReason: string | null;
  destination: string | null;
  /** What it says of its address depends on its type. */
  message: { type: string; method: string; url: string; headers: [string, string][]; body: ShownBody | null } | null;
  attempts: number;
  attemptsMax: number;
  createdAt: string;
  nextAttemptAt: string | null;
  finishedAt: string | null;
  redeliveryOf: string | null;
}

export interface ShownBody {
  encoding: "text" | "base64";
  content: string;
}

export interface Attempt {
  number: number;
  startedAt: string;
  durationMs: number;
  outcome: string;
  errorClass: string | null;
  error: string | null;
  statusCode: number | null;
  responseHeaders: [string, string][] | null;
  responseBody: ShownBody | null;
  isResponseTruncated: boolean;
  address: string | null;
}

export type DeliveryWithAttempts = Omit<Delivery, "attempts"> & { attempts: Attempt[] };

/** The product's REST API and stubs, as a program uses them. */
export interface RestClient {
  call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  /** Saves a mock, and fails if that does not succeed. */
  save: (mock: object) => Promise<Answer>;
  listDeliveries: (query: Readonly<Record<string, string>>) => Promise<Delivery[]>;
  getDelivery: (id: string) => Promise<DeliveryWithAttempts>;
  /** Waits until there are this many deliveries of this kind (default: 1) and all are final; oldest first. */
  awaitFinal: (query: Readonly<Record<string, string>>, count?: number, timeoutMs?: number) => Promise<Delivery[]>;
}

const finalStates = ["delivered", "failed", "cancelled", "skipped"];

/** `token`: sent with every call of the API. */
export function createRestClient(url: string, token?: string): RestClient {
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };

  const call = async (method: string, path: string, { body, headers }: CallOptions = {}): Promise<Answer> => {
    const response = await fetch(url + path, {
      method,
      redirect: "manual",
      headers: {
        ...(path.startsWith("/api/") && authorization),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parseObject(text) };
  };

  const expectOk = async (method: string, path: string, options?: CallOptions): Promise<Answer> => {
    const answer = await call(method, path, options);
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  };

  const listDeliveries: RestClient["listDeliveries"] = async (query) => {
    const answer = await expectOk("GET", `/api/v1/deliveries?${new URLSearchParams(query).toString()}`);
    return answer.body["deliveries"] as Delivery[];
  };

  return {
    call,
    save: (mock) => expectOk("POST", "/api/v1/mocks", { body: mock }),
    listDeliveries,
    getDelivery: async (id) =>
      (await expectOk("GET", `/api/v1/deliveries/${id}`)).body as unknown as DeliveryWithAttempts,
    async awaitFinal(query, count = 1, timeoutMs = 20_000) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const found = await listDeliveries({ limit: "200", ...query });
        if (found.length >= count && found.every(({ state }) => finalStates.includes(state))) return found.reverse();
        if (performance.now() > deadline) {
          throw new Error(`not ${count} final deliveries in ${timeoutMs} ms: ${JSON.stringify(found, null, 1)}`);
        }
        await sleep(50);
      }
    },
  };
}

/** Deliveries of one call in the order of its callbacks: those of one millisecond have ids in any order. */
export function inOrder(deliveries: readonly Delivery[]): Delivery[] {
  return deliveries.toSorted((left, right) => left.callback.index - right.callback.index);
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // A stub may answer with anything.
    return {};
  }
}
