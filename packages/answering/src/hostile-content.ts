import { isOwnCookie } from "@understudy/domain";

/** Scripts in a stub answer run in an origin of their own: they can't read our pages, cookies or API (design 16). */
const sandbox = "sandbox allow-scripts allow-forms allow-popups";

/** Content that a browser never runs as a page of our origin. SVG is an image that can carry scripts. */
const inertContent = /^(application\/([a-z0-9.+-]*\+)?json|text\/plain|audio\/|video\/|image\/(?!svg))/i;

/**
 * A stub shares the dashboard's address, so its answer is hostile content. Takes the headers of an answer and returns those
 * that may go out: without our own cookies, with `nosniff` unless the mock says otherwise, sandboxed unless it is inert.
 */
export function guardHeaders(headers: readonly [string, string][]): [string, string][] {
  const guarded = headers.filter(([name, value]) => name.toLowerCase() !== "set-cookie" || !isOwnCookie(value));
  const find = (wanted: string): string | undefined => guarded.find(([name]) => name.toLowerCase() === wanted)?.[1];
  if (find("x-content-type-options") === undefined) guarded.push(["x-content-type-options", "nosniff"]);
  if (!inertContent.test(find("content-type") ?? "")) guarded.push(["content-security-policy", sandbox]);
  return guarded;
}
