#!/usr/bin/env node
// What `npx understudy` starts: plain JavaScript, so that any Node can say what is missing.
import { existsSync } from "node:fs";
import * as module from "node:module";

const built = new URL("../dist/understudy.mjs", import.meta.url);
const [major] = process.versions.node.split(".");

if (Number(major) < 20) {
  process.stderr.write(`understudy: this needs Node.js 20 or newer, and this is ${process.versions.node}\n`);
  process.exitCode = 1;
} else if (existsSync(built)) {
  // Starts sooner the second time, where Node can do that.
  module.enableCompileCache?.();
  await import(built.href);
} else {
  process.stderr.write("understudy: it is not built yet: npm run build\n");
  process.exitCode = 1;
}
