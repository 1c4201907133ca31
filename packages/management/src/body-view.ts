/** Bytes that came from outside, as they may be shown: text as it is, others as base64. */
export interface BodyView {
  encoding: "text" | "base64";
  content: string;
}

export function viewBody(bytes: Uint8Array): BodyView {
  try {
    return { encoding: "text", content: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { encoding: "base64", content: Buffer.from(bytes).toString("base64") };
  }
}
