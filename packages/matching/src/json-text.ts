import { AppError } from "@understudy/domain";

/** Deeper bodies are refused before anything walks them. */
export const depthMax = 200;
/** Likewise bodies of more values. */
export const nodesMax = 1_000_000;

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];

/** The value of a JSON text, or undefined if it is none. Throws if it is too deep or has too many values. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    checkJsonSize(text);
    value = JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
  return value;
}

export function tooDeep(): AppError {
  return new AppError("validation", `the body is nested more than ${depthMax} levels deep`);
}

export function tooManyNodes(): AppError {
  return new AppError("too_large", `the body has more than ${nodesMax} values`);
}

/** Counts brackets and commas outside of texts, without recursion. */
function checkJsonSize(text: string): void {
  if (text.length <= depthMax) return;
  let depth = 0;
  let nodes = 1;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      index = findQuoteEnd(text, index);
    } else if (code === openBracket || code === openBrace) {
      nodes++;
      if (++depth > depthMax) throw tooDeep();
    } else if (code === closeBracket || code === closeBrace) depth--;
    else if (code === comma || code === colon) nodes++;
  }
  if (nodes > nodesMax) throw tooManyNodes();
}

/** The quote that ends the text beginning at `start`: one with an even number of backslashes before it. */
function findQuoteEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text.charCodeAt(first - 1) === backslash) first--;
    if ((end - first) % 2 === 0) return end;
  }
  return text.length;
}
