import type { MockDetail } from "../../trpc/mock-shapes.ts";
import { quoteForShell } from "../quote-for-shell.ts";

/** Where the mock answers; null when it is not served over HTTP. A parameter such as `:id` answers to any value, also to its own name. */
export function renderStubUrl(mock: Pick<MockDetail, "namespace" | "route">, origin: string): string | null {
  return mock.route === null ? null : `${origin}/stubs/${mock.namespace}${mock.route === "/" ? "" : mock.route}`;
}

/** A curl line that calls it. A mock that takes any method is called with GET. */
export function renderStubCommand(method: string, url: string): string {
  const option = method === "GET" || method === "ANY" ? "" : method === "HEAD" ? " -I" : ` -X ${method}`;
  return `curl -i${option} ${quoteForShell(url)}`;
}
