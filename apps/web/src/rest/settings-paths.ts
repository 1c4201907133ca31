/**
 * One of the public clients has the settings of a namespace below `…/settings`, where the contract (C4) has them beside it. Returns the
 * path that is meant; every other path is what it is.
 */
export function withoutSettings(method: string, path: string): string {
  const [, base, part, rest = ""] = settingsPath.exec(path) ?? [];
  if (base === undefined || part === undefined) return path;
  if (part === "cleanup") return `${base}/cleanup-policy${rest}`;
  // The role of a member is changed where the member is.
  return `${base}/${part}${rest}${part === "users" && method === "PUT" ? "/role" : ""}`;
}

const settingsPath = /^(\/api\/v1\/namespaces\/[^/]+)\/settings\/(users|cleanup|webhooks)(\/[^/]+)?$/;
