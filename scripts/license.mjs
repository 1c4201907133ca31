// Makes what licences are signed with, and licences. It is for whoever issues them; an installation needs the public key only.
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { readArguments } from "./license/arguments.mjs";
import { issueKey, makeKeyPair } from "./license/issue-key.mjs";

const help = `Usage:
  node scripts/license.mjs keys --private-key <file>
      Writes a new private key into the file, which must not be there yet, and prints the public key for LICENSE_PUBLIC_KEY.

  node scripts/license.mjs issue --private-key <file> --licensee <name> (--days <n> | --expires <date>) [options]
      Prints a license key.
      --type <type>             trial, standard (default) or enterprise
      --users <n>               most users besides the first admin
      --namespaces <n>          most namespaces, sandbox included
      --mocks <n>               most mocks
      --deliveries-per-day <n>  most deliveries that stub calls make in a day of UTC
                                What is not given is not limited.
      --features <names>        comma-separated: ai, perf, fuzz
      --id <id>                 of the license that this key renews (default: a new one)`;

const projectRoot = fileURLToPath(new URL("..", import.meta.url));

try {
  run(readArguments(process.argv.slice(2), new Date()));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function run(asked) {
  if (asked.command === "keys") makeKeys(asked.privateKeyFile);
  else if (asked.command === "issue") {
    console.log(issueKey({ ...asked.terms, privateKeyPem: readFileSync(asked.privateKeyFile, "utf8") }));
  } else {
    const print = asked.problem === null ? console.log : console.error;
    print(asked.problem === null ? help : `${asked.problem}\n\n${help}`);
    if (asked.problem !== null) process.exitCode = 2;
  }
}

function makeKeys(file) {
  // A folder may be a link into the tree.
  const path = resolve(realpathSync(dirname(resolve(file))), "key");
  if (path.startsWith(realpathSync(projectRoot) + sep)) {
    throw new Error("the private key must not lie in this tree; give a file elsewhere");
  }
  const { privateKeyPem, publicKey } = makeKeyPair();
  // Only whoever runs this may read it; an older key is never written over.
  writeFileSync(file, privateKeyPem, { mode: 0o600, flag: "wx" });
  console.log(publicKey);
}
