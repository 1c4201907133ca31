import type { EndedDelivery } from "@understudy/database";
import { AppError } from "@understudy/domain";
import { parseBody } from "@understudy/matching";
import type { CallbackAnswer } from "@understudy/templating";

/** What templates see of the last answer that a delivery got: read as the body of a request is. Nothing, when there was none. */
export async function readAnswer(end: EndedDelivery | undefined): Promise<CallbackAnswer> {
  const { statusCode = null, responseBody = null, responseHeaders = null } = end ?? {};
  if (responseBody === null) return { response: undefined, statusCode };
  return { response: await readBody(responseBody, findContentType(responseHeaders)), statusCode };
}

async function readBody(bytes: Buffer, contentType: string | undefined): Promise<unknown> {
  try {
    return (await parseBody(bytes, contentType))?.value;
  } catch (error) {
    // Too deep, or in a character set that nobody knows: it is a text.
    if (error instanceof AppError) return bytes.toString();
    throw error;
  }
}

function findContentType(headers: Buffer | null): string | undefined {
  if (headers === null) return undefined;
  // We wrote it ourselves.
  const pairs = JSON.parse(headers.toString()) as [name: string, value: string][];
  return pairs.find(([name]) => name.toLowerCase() === "content-type")?.[1];
}
