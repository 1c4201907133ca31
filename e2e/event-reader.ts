/** An event of the product's live stream. */
export interface ServerEvent {
  name: string;
  id: string | null;
  data: Record<string, unknown>;
}

/** A reader of server-sent events, as a program has one: by fetch, so that the token is in a header. */
export interface EventReader {
  status: number;
  headers: Headers;
  /** What came so far. */
  events: readonly ServerEvent[];
  /** How many comments came: signs of life. */
  comments: () => number;
  /** The last id that came, for going on behind it. */
  lastId: () => string | null;
  /** Resolves when the product has ended the stream. */
  ended: Promise<void>;
  leave: () => void;
}

export async function readEvents(url: string, headers: Record<string, string> = {}): Promise<EventReader> {
  const client = new AbortController();
  const response = await fetch(url, { headers: { accept: "text/event-stream", ...headers }, signal: client.signal });
  const events: ServerEvent[] = [];
  let lastId: string | null = null;
  let comments = 0;
  const read = async (): Promise<void> => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const event = parseBlock(block);
        lastId = event.id ?? lastId;
        if (block.startsWith(":")) comments += 1;
        if (event.name !== "") events.push(event);
      }
    }
  };
  // A stream that is left, or cut off, has ended.
  const ended = response.status === 200 ? read().catch(() => undefined) : Promise.resolve();
  return {
    status: response.status,
    headers: response.headers,
    events,
    comments: () => comments,
    lastId: () => lastId,
    ended,
    leave: () => client.abort(),
  };
}

function parseBlock(block: string): ServerEvent {
  const fields = new Map(block.split("\n").map((line) => line.split(/: ?(.*)/s, 2) as [string, string]));
  const data = fields.get("data");
  return {
    name: fields.get("event") ?? "",
    id: fields.get("id") ?? null,
    data: data === undefined ? {} : (JSON.parse(data) as Record<string, unknown>),
  };
}
