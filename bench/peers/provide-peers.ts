import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Peer } from "./peer.ts";

export interface ProvidedPeers {
  peers: { peer: Peer; program: string }[];
  /** Who can't be measured, and why. */
  missing: string[];
}

/** Never committed, and nothing of it in our package.json. */
const cache = fileURLToPath(new URL("../../node_modules/.cache/understudy-peers", import.meta.url));
const installTimeoutMs = 300_000;

/** Installs those that are not there yet, each in a folder of its own. */
export async function providePeers(wanted: readonly Peer[]): Promise<ProvidedPeers> {
  const provided: ProvidedPeers = { peers: [], missing: [] };
  const isJavaThere = await canRun("java", "-version");
  for (const peer of wanted) {
    if (peer.isJvm && !isJavaThere) {
      provided.missing.push(`${peer.name}: there is no java on the PATH`);
      continue;
    }
    try {
      provided.peers.push({ peer, program: await install(peer) });
    } catch (error) {
      const [reason] = String(error).split("\n");
      provided.missing.push(`${peer.name}: npm could not install ${peer.packageName} (${reason})`);
    }
  }
  return provided;
}

async function install({ packageName, program }: Peer): Promise<string> {
  const folder = join(cache, packageName.replace(/\W+/g, " ").trim().replaceAll(" ", "-"));
  const file = join(folder, "node_modules", program);
  if (existsSync(file)) return file;
  console.log(`installing ${packageName} …`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  const options = { cwd: folder, timeout: installTimeoutMs };
  await promisify(execFile)("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", packageName], options);
  if (!existsSync(file)) throw new Error(`it has no ${program}`);
  return file;
}

function canRun(command: string, argument: string): Promise<boolean> {
  return new Promise((resolve) => execFile(command, [argument], (error) => resolve(error === null)));
}
