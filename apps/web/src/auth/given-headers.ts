/** Headers as NextAuth hands them to a provider. */
export type GivenHeaders = Record<string, unknown>;

export function toHeaders(given: GivenHeaders = {}): Headers {
  const texts = Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return new Headers(texts);
}
