import { correction, generate } from "lean-qr";
import { toSvgPath } from "lean-qr/extras/svg";

/** White around the code, in modules: what scanners need to find it (ISO 18004 asks for 4). */
const quietZone = 4;

/** A QR code, made here: what it says leaves this page to nobody. Dark on white in both themes, as scanners want it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const side = code.size + 2 * quietZone;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-quietZone} ${-quietZone} ${side} ${side}`}
      shapeRendering="crispEdges"
      className="size-44 shrink-0 rounded-md border border-line"
    >
      <rect x={-quietZone} y={-quietZone} width={side} height={side} fill="#fff" />
      <path d={toSvgPath(code)} fill="#000" />
    </svg>
  );
}
