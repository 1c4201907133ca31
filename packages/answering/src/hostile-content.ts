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
  const valuesOf = (wanted: string) => guarded.filter(([name]) => name.toLowerCase() === wanted);
  if (valuesOf("x-content-type-options").length === 0) guarded.push(["x-content-type-options", "nosniff"]);
  // Of several types, in several headers or in one, browsers take the last.
  const [type = "", ...others] = valuesOf("content-type").flatMap(([, value]) => value.split(","));
  if (others.length > 0 || !inertContent.test(type)) guarded.push(["content-security-policy", sandbox]);
  return guarded;
}
