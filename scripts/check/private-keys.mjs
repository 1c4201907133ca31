// Step "keys": no file of the tree holds a private key, of licences or of anything else.
import { readFileSync } from "node:fs";
import { listTrackedFiles } from "./tracked-files.mjs";

/** A private key in PEM, or an Ed25519 one in its DER form as base64 (RFC 8410). Written so that this file does not name itself. */
const privateKey = new RegExp(
  ["-----BEGIN [A-Z ]*PRIVATE", " KEY-----|MC4CAQAwBQYDK2Vw", "BCIEI[A-Za-z0-9+/]{42}"].join(""),
);

/** What they open is open to everybody anyway. */
const harmless = new Set(["packages/egress/test/self-signed.ts"]);

const found = listTrackedFiles().flatMap((file) => {
  if (harmless.has(file)) return [];
  const lines = readFileSync(file, "latin1").split("\n");
  return lines.flatMap((line, index) => (privateKey.test(line) ? [`${file}:${index + 1}`] : []));
});
for (const place of found) console.error(`${place}: a private key must not be in the tree`);
process.exitCode = found.length === 0 ? 0 : 1;
