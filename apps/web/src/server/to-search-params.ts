export type GivenSearchParams = Record<string, string | string[] | undefined>;

/** The search parameters of a page, as Next.js gives them; one that occurs more than once counts as absent. */
export function toSearchParams(given: GivenSearchParams): URLSearchParams {
  const single = Object.entries(given).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  return new URLSearchParams(single);
}
