import type { Piece } from "./expression.ts";
import type { NameReach } from "./scan-characters.ts";
import { scanExpression } from "./scan-expression.ts";

/** Takes a string apart into text and expressions. Takes time in proportion to its length, whatever it contains. */
export function parsePieces(text: string): Piece[] {
  return split(text, "wide");
}

function split(text: string, names: NameReach): Piece[] {
  const pieces: Piece[] = [];
  let textStart = 0;
  let searchStart = 0;
  for (;;) {
    const start = text.indexOf("$.", searchStart);
    if (start === -1) break;
    const scanned = scanExpression(text, start, { names, depth: 0 });
    if (scanned === null) {
      searchStart = start + 2;
      continue;
    }
    if (start > textStart) pieces.push(text.slice(textStart, start));
    const { expression, end } = scanned;
    const isAmbiguous = scanned.isAmbiguous && expression.kind === "accessor";
    pieces.push(isAmbiguous ? { ...expression, otherwise: split(text.slice(start, end), "narrow") } : expression);
    textStart = searchStart = end;
  }
  if (textStart < text.length) pieces.push(text.slice(textStart));
  return pieces;
}
