import { createFakerSource, type RenderContext } from "@understudy/templating";

/** A context as a call of a mock would give it, with this body. */
export function createContext(body: unknown = {}): RenderContext {
  return {
    request: { body, headers: {}, query: {}, pathParams: {}, method: "POST", path: "/orders" },
    namespace: "sandbox",
    stores: { global: new Map(), chain: new Map(), mock: new Map() },
    faker: createFakerSource({ seed: 7 }),
    now: new Date("2026-03-22T10:30:00.250Z"),
  };
}
