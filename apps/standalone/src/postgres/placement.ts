import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StartError } from "@understudy/runtime";
import { accountOfOwner, chooseAccount, type Account } from "./account.ts";

/** Where the database is (or will be made), and who runs it. */
export interface Placement {
  /** PostgreSQL's data folder. */
  folder: string;
  account: Account;
  /** Whether it is outside DATA_DIR because its account can't get in there. */
  isElsewhere: boolean;
}

/** Durable, and open to every system user on the way down. */
const systemDataFolder = "/var/lib/understudy";

/**
 * Decides where the database lives. What exists is used, as its owner. A new one is made in DATA_DIR, or, if PostgreSQL's
 * account can't get in there (DATA_DIR below /root), in /var/lib/understudy: never in a temp folder.
 */
export async function placeDatabase(dataDir: string, systemFolder = systemDataFolder): Promise<Placement> {
  const inside = join(dataDir, "postgres");
  const elsewhere = join(systemFolder, createHash("sha256").update(dataDir).digest("hex").slice(0, 16), "postgres");
  for (const folder of [inside, elsewhere]) {
    const owner = statSync(folder, { throwIfNoEntry: false });
    if (owner !== undefined)
      return requireEntrance({ folder, account: accountOfOwner(owner), isElsewhere: folder !== inside });
  }

  const account = chooseAccount();
  if (canEnter(dataDir, account)) return { folder: inside, account, isElsewhere: false };
  await makeFolder(dirname(elsewhere));
  return requireEntrance({ folder: elsewhere, account, isElsewhere: true });
}

function requireEntrance(placement: Placement): Placement {
  const parent = dirname(placement.folder);
  if (canEnter(parent, placement.account)) return placement;
  throw new StartError(
    `${placement.account.name}, which runs PostgreSQL, can't enter ${parent}; open the way (chmod o+x on the folders above) or choose another DATA_DIR`,
  );
}

/** Asked of the kernel, since modes of all folders above, ACLs and mount options have a say. */
function canEnter(folder: string, account: Account): boolean {
  const run = spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], {
    ...account.ids,
    cwd: "/",
    stdio: "ignore",
    timeout: 10_000,
  });
  return run.status === 0;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw new StartError(
      `${folder} can't be made for the database: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
