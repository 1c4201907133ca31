import { type MockDefinition, type Protocol, protocolOf } from "@understudy/domain";
import { joinRoute } from "./join-route.ts";

/** Where a mock would be called that is of a protocol which is not served. */
export interface UnservedAddress {
  protocol: Protocol;
  /** Below the namespace. */
  path: string;
}

/** Null when the mock is of HTTP, or does not say where it would be called over HTTP. */
export function findUnservedAddress(definition: MockDefinition): UnservedAddress | null {
  const path = pathOf(definition);
  if (path === null) return null;
  return { protocol: protocolOf(definition), path: joinRoute(definition.pathPrefix ?? "", path) };
}

function pathOf({ soap, graphql, sse, grpc, mcp }: MockDefinition): string | null {
  // All calls of MCP go to the namespace itself (contract A6).
  if (mcp !== undefined) return "";
  if (grpc?.service && grpc.method) return `${grpc.service}/${grpc.method}`;
  return soap?.path || graphql?.path || sse?.eventPath || null;
}
