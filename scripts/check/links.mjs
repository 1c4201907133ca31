// Step "links": every relative link in README.md and docs/ leads to a file of the tree.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { listTrackedFiles } from "./tracked-files.mjs";

const pages = listTrackedFiles().filter((file) => /^(README\.md|docs\/.+\.md)$/.test(file));
const broken = pages.flatMap((page) =>
  findLinks(readFileSync(page, "utf8"))
    .filter((target) => !existsSync(resolveLink(page, target)))
    .map((target) => `${page}: ${target} leads nowhere`),
);
for (const line of broken) console.error(line);
process.exitCode = broken.length === 0 ? 0 : 1;

/** The targets of `[text](target)` and `[name]: target` outside code, without those that lead out of the tree or within the page. */
function findLinks(markdown) {
  const prose = markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, "").replace(/`[^`\n]*`/g, "");
  const links = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)/g), ...prose.matchAll(/^\[[^\]]+\]:\s*<?([^\s>]+)/gm)];
  return links.map(([, target]) => target).filter((target) => !/^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(target));
}

function resolveLink(page, target) {
  const path = decodeURIComponent(target.split(/[?#]/)[0]);
  return path.startsWith("/") ? path.slice(1) : join(dirname(page), path);
}
