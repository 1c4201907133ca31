import { SaxesParser } from "saxes";
import { depthMax, nodesMax, tooDeep, tooManyNodes } from "./json-text.ts";

/** An element while it is being read. */
interface OpenElement {
  name: string;
  fields: Record<string, unknown>;
  text: string;
}

/**
 * Reads XML as an object: attributes are `@name`, elements are keys, repeated ones arrays; an element of text alone is that text, next to
 * attributes or elements its text is `#text`. Null if it is not well-formed, or has a document type: entities are never declared.
 */
export function parseXml(text: string): Record<string, unknown> | null {
  const document = createElement("");
  const open = [document];
  let nodes = 0;
  let isAccepted = true;
  const parser = new SaxesParser({ position: false });
  const current = () => open.at(-1) ?? document;
  parser.on("error", () => (isAccepted = false));
  parser.on("doctype", () => (isAccepted = false));
  parser.on("opentag", ({ name, attributes }) => {
    const element = createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.fields[`@${key}`] = value;
    nodes += 1 + Object.keys(element.fields).length;
    if (nodes > nodesMax) throw tooManyNodes();
    if (open.length > depthMax) throw tooDeep();
    open.push(element);
  });
  parser.on("text", (part) => (current().text += part));
  parser.on("cdata", (part) => (current().text += part));
  parser.on("closetag", () => {
    const element = open.pop() ?? document;
    addTo(current().fields, element.name, closeElement(element));
  });
  for (let start = 0; start < text.length && isAccepted; start += chunkLength) {
    parser.write(text.slice(start, start + chunkLength));
  }
  if (isAccepted) parser.close();
  return isAccepted ? document.fields : null;
}

/** So that reading ends soon after the first mistake. */
const chunkLength = 65_536;

function createElement(name: string): OpenElement {
  // Without a prototype: an element may be called __proto__.
  return { name, fields: Object.create(null) as Record<string, unknown>, text: "" };
}

function closeElement({ fields, text }: OpenElement): unknown {
  const trimmed = text.trim();
  if (Object.keys(fields).length === 0) return trimmed;
  if (trimmed !== "") fields["#text"] = trimmed;
  return fields;
}

function addTo(fields: Record<string, unknown>, name: string, value: unknown): void {
  const earlier = fields[name];
  if (earlier === undefined) fields[name] = value;
  else if (Array.isArray(earlier)) earlier.push(value);
  else fields[name] = [earlier, value];
}
