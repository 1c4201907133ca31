/** Text as it is, other bytes as base64. */
export interface StoredBody {
  encoding: "text" | "base64";
  content: string;
}

/** More would make the page slow; copying takes all of it. */
const shownCharactersMax = 100_000;

/** What is shown of a body as it is. */
export function readBody({ encoding, content }: StoredBody): { text: string; size: string; isCut: boolean } {
  const bytes = encoding === "text" ? new TextEncoder().encode(content).length : decodedLength(content);
  return {
    text: content.slice(0, shownCharactersMax),
    size: renderSize(bytes),
    isCut: content.length > shownCharactersMax,
  };
}

/** The body with line breaks and indents; null when it is not JSON, or too long for it. */
export function findPretty({ encoding, content }: StoredBody): string | null {
  if (encoding !== "text" || content.length > shownCharactersMax) return null;
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === "object" && value !== null ? JSON.stringify(value, null, 2) : null;
  } catch {
    return null;
  }
}

function decodedLength(base64: string): number {
  return (base64.length / 4) * 3 - (base64.match(/=*$/)?.[0].length ?? 0);
}

function renderSize(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
