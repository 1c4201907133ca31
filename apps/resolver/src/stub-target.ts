import { decodeSegment, splitPath } from "@understudy/matching";

const stubsPath = "/stubs/";

/** What a stub call is addressed to. */
export interface StubTarget {
  namespace: string;
  /** Below the namespace, as it was sent. */
  path: string;
  /** Of that path, decoded. */
  segments: string[];
}

/** The path without its query. A proxy's absolute form (`GET http://host/path`) counts as its path. */
export function pathOf(url: string): string {
  const relative = url.startsWith("/") ? url : url.replace(/^[a-z]+:\/\/[^/?#]*/i, "") || "/";
  const end = relative.indexOf("?");
  return end === -1 ? relative : relative.slice(0, end);
}

/** Whether a path belongs to a stub; everything else is the control plane's. */
export function isStubPath(path: string): boolean {
  return path.startsWith(stubsPath);
}

/** `/stubs/{namespace}/{route}` → its parts. */
export function readTarget(path: string): StubTarget {
  const rest = path.slice(stubsPath.length);
  const end = rest.indexOf("/");
  const namespace = decodeSegment(end === -1 ? rest : rest.slice(0, end));
  const route = end === -1 ? "/" : rest.slice(end);
  return { namespace, path: route, segments: splitPath(route).map(decodeSegment) };
}
