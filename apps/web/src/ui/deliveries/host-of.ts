/** Host and port of a destination; null where it has none. */
export function findHost(destination: string | null): string | null {
  const url = destination === null ? null : URL.parse(destination);
  return url === null || url.host === "" ? null : url.host;
}
