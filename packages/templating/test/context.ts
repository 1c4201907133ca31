import { createFakerSource } from "../src/faker-source.ts";
import type { RenderContext } from "../src/render-context.ts";

const faker = createFakerSource({ seed: 7 });

/** A context as a call of a mock would give it; `changes` replace whole parts. */
export function createContext(changes: Partial<RenderContext> = {}): RenderContext {
  return {
    request: createRequest(body),
    namespace: "sandbox",
    stores: { global: new Map(), chain: new Map(), mock: new Map() },
    faker,
    now: new Date("2026-03-22T10:30:00.250Z"),
    ...changes,
  };
}

export function createRequest(requestBody: unknown): RenderContext["request"] {
  return {
    body: requestBody,
    headers: {
      authorization: ["Bearer t0k3n"],
      "content-type": ["application/json"],
      "x-request-id": ["r-1"],
      "x-forwarded-for": ["10.0.0.1", "10.0.0.2"],
    },
    query: { page: ["2"], tag: ["a", "b"], "page-size": ["50"], "filter[status]": ["open"] },
    pathParams: { id: "42", lang: "de", "user-id": "u7" },
    method: "POST",
    path: "/orders/42",
  };
}

const body = {
  id: 7,
  orderId: "o-1",
  amount: 12.5,
  isPaid: false,
  note: null,
  empty: "",
  position: 1,
  a: "A",
  b: "B",
  user: { name: "Ada", tags: ["x", "y"], "first-name": "Augusta" },
  items: [{ sku: "s1" }, { sku: "s2", sizes: [1, 2] }],
  "odd key": "odd",
  "a.b": { c: "dotted" },
  'quo"te': "quoted",
  straße: "Umlaut",
};
