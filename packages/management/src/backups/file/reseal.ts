import type { Sealing } from "@understudy/domain";

/** As `seal` writes it, in text, and as bytes are written in JSON by PostgreSQL: in hexadecimal. */
const sealedText = /sealed\.v1\.[A-Za-z0-9_-]+/g;
const sealedHex = /7365616c65642e76312e(?:[0-9a-f]{2})+/g;

/** Seals every secret in rows of a backup anew, with our key instead of its maker's. What only looks like one stays. */
export function resealRows(rows: string, from: Sealing, to: Sealing): string {
  const reseal = (text: string): string => text.replace(sealedText, (sealed) => resealOne(sealed, from, to));
  return reseal(rows).replace(sealedHex, (hex) =>
    Buffer.from(reseal(Buffer.from(hex, "hex").toString("latin1")), "latin1").toString("hex"),
  );
}

function resealOne(sealed: string, from: Sealing, to: Sealing): string {
  let secret: string;
  try {
    secret = from.open(sealed);
  } catch {
    // A user may have written such a text: it was never sealed by anybody.
    return sealed;
  }
  return to.seal(secret);
}
