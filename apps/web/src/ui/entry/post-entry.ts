import { z } from "zod";

const EnvelopeSchema = z.object({ error: z.string() });

/** Calls what is open to everybody in the REST API. Null: done; else why not, in a sentence. */
export async function postEntry(path: string, body: object): Promise<string | null> {
  try {
    const response = await fetch(`/api/v1/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) return null;
    const envelope = EnvelopeSchema.safeParse(await response.json());
    return toSentence(envelope.data?.error ?? "Understudy does not answer as it should; try again in a moment");
  } catch {
    return "Understudy does not answer. Check that it is running and that you are connected, then try again.";
  }
}

/** Messages of the API stand after a colon, and may begin with the place in the body. */
function toSentence(message: string): string {
  const text = message.replace(/^\$\.(new_)?(\w+): /, "The $2 ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
