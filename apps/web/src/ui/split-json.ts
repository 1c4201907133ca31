export interface JsonPart {
  kind: "key" | "text" | "number" | "literal" | "plain";
  text: string;
  /** Where it begins. */
  at: number;
}

const pattern =
  /(?<key>"(?:[^"\\]|\\.)*")(?=:)|(?<text>"(?:[^"\\]|\\.)*")|(?<number>-?\d[\d.eE+-]*)|(?<literal>true|false|null)/g;

const kinds = ["key", "text", "number", "literal"] as const;

/** Splits formatted JSON into parts that are shown alike. Put together again, they are the whole text. */
export function splitJson(json: string): JsonPart[] {
  const parts: JsonPart[] = [];
  let end = 0;
  const add = (kind: JsonPart["kind"], text: string): void => {
    if (text !== "") parts.push({ kind, text, at: end });
    end += text.length;
  };
  for (const match of json.matchAll(pattern)) {
    add("plain", json.slice(end, match.index));
    add(kinds.find((kind) => match.groups?.[kind] !== undefined) ?? "plain", match[0]);
  }
  add("plain", json.slice(end));
  return parts;
}
