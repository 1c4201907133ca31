import type { ClientName } from "./wire-client.ts";

/** What a field of a client's model holds. `object` may lack each of its fields, and may have others; `any` is any JSON. */
export type Shape = "string" | "int" | "float" | "bool" | "map" | "any" | ListShape | ObjectShape;
export interface ListShape {
  list: Shape;
}
export interface ObjectShape {
  object: Record<string, Shape>;
}

export const list = (item: Shape): ListShape => ({ list: item });
export const object = (fields: Record<string, Shape>): ObjectShape => ({ object: fields });

/** Decodes JSON into a model as strictly as the client does: throws where that would. */
export function decode(client: ClientName, shape: Shape, value: unknown): unknown {
  return decodeAt({ client, path: "$" }, shape, value);
}

function decodeAt(place: { client: ClientName; path: string }, shape: Shape, value: unknown): unknown {
  const { client, path } = place;
  // A missing or null field is the zero value, or none, for all of them.
  if (value === null || value === undefined || shape === "any") return value;
  if (typeof shape === "string") {
    if (scalars[shape](client, value)) return value;
  } else if ("list" in shape) {
    if (Array.isArray(value))
      return value.map((item, index) => decodeAt({ client, path: `${path}[${index}]` }, shape.list, item));
  } else if (isObject(value)) {
    for (const [name, field] of Object.entries(shape.object))
      decodeAt({ client, path: `${path}.${name}` }, field, value[name]);
    return value;
  }
  const wanted = typeof shape === "string" ? shape : "list" in shape ? "a list" : "an object";
  throw new Error(`${client} can't decode ${path}: ${wanted} wanted, got ${JSON.stringify(value)?.slice(0, 200)}`);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Go takes nothing for anything else; Jackson makes texts of scalars, and scalars of texts; pydantic makes scalars of texts. */
const scalars: Record<Exclude<Shape, object | "any">, (client: ClientName, value: unknown) => boolean> = {
  string: (client, value) => typeof value === "string" || (client === "java" && typeof value !== "object"),
  int: (client, value) =>
    Number.isInteger(value) ||
    (client === "java" && typeof value === "number") ||
    (client !== "go" && typeof value === "string" && /^-?\d+$/.test(value)),
  float: (client, value) => typeof value === "number" || (client !== "go" && !Number.isNaN(Number(value))),
  bool: (client, value) => typeof value === "boolean" || (client !== "go" && ["true", "false"].includes(String(value))),
  map: (_, value) => isObject(value),
};
