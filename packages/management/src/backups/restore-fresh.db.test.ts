import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adopt, type BackedUpInstallation, openInstallation } from "../../../../test/backups.ts";
import { CreateApiTokenSchema, MockInputSchema } from "../../../domain/src/index.ts";
import { createApiToken, createStubKey, createUser, saveMock, setStoreEntry } from "../index.ts";
import { fileNameOf } from "./storage/backup-storage.ts";

const planted = "planted-secret-7c1e";
const otherKey = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";

/** Of these every row is the same afterwards, but for what says how this installation came to have it. */
const sameTables: Readonly<Record<string, string>> = {
  mock: "namespace, id, definition, route, tags, folder_id, chain_id, version, created_at, updated_at, expire_at, closed_at",
  mock_version: "*",
  store_entry: "*",
  template_file: "*",
  tag: "*",
  mock_folder: "*",
  stub_key: "*",
  namespace: "name, display_name, description, created_at, closed_at, stub_key_required, cleanup_policy",
  message: "namespace, delivery_id, body",
};

let source: BackedUpInstallation;
let fresh: BackedUpInstallation;
let backupId: string;

beforeAll(async () => {
  source = await openInstallation();
  await fill(source);
  backupId = (await source.backUp()).id;
});

afterAll(async () => {
  await source.close();
});

describe("a backup of the whole installation", () => {
  it("is completed, with size, checksum and progress, and its file holds no secret in the clear", async () => {
    const backup = await source.management.db.backup.findUniqueOrThrow({ where: { id: backupId } });
    expect(backup).toMatchObject({ status: "completed", reason: null, rowsDone: backup.rowsTotal });
    const file = await readFile(join(source.folder, fileNameOf(backupId)));
    expect(file.length).toBe(Number(backup.size));
    const text = gunzipSync(file).toString("utf8");
    expect(text).toContain("greeting");
    for (const form of [planted, Buffer.from(planted).toString("hex"), Buffer.from(planted).toString("base64")]) {
      expect(text).not.toContain(form);
    }
  });

  it("brings everything to a fresh installation with another SECRET_KEY, if that of its maker is given", async () => {
    fresh = await openInstallation({ secretKeyHex: otherKey, folder: source.folder });
    await adopt(fresh, source, backupId);
    const refused = fresh.restore(backupId);
    await expect(refused).rejects.toMatchObject({ code: "validation", problems: [{ path: "$.secretKey" }] });
    expect(await fresh.rows("mock")).toEqual([]);

    const keys = { secretKeyHex: "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff" };
    const restored = await fresh.restore(backupId, keys);
    expect(restored).toMatchObject({ status: "completed", reason: null, plan: { isResealed: true } });
    for (const [table, columns] of Object.entries(sameTables)) {
      if (columns.includes("definition") || table === "mock_version") continue;
      expect(await fresh.rows(table, columns), table).toEqual(await source.rows(table, columns));
    }
    const users = await fresh.rows("app_user", "login, email, system_role, enabled, password_hash");
    expect(users).toHaveLength(3);
    expect(users).toEqual(
      expect.arrayContaining(
        (await source.rows("app_user", "login, email, system_role, enabled, password_hash")).slice(1),
      ),
    );
    expect(await fresh.rows("member", "namespace, role")).toEqual(await source.rows("member", "namespace, role"));
    expect(await fresh.rows("api_token", "id, hash, name")).toEqual(await source.rows("api_token", "id, hash, name"));
    await fresh.close();
  });

  it("opens its secrets with the new key afterwards, and not with the old one", async () => {
    const again = await openInstallation({
      ...{ secretKeyHex: otherKey, folder: source.folder },
      previousSecretKeyHex: "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
    });
    await adopt(again, source, backupId);
    expect(await again.restore(backupId)).toMatchObject({ status: "completed" });
    const mock = await again.management.db.mock.findFirstOrThrow({ where: { id: "secretive" } });
    const [sealed] = /sealed\.v1\.[\w-]+/.exec(mock.definition) ?? [""];
    expect(again.management.sealing.open(sealed)).toBe(planted);
    expect(() => source.management.sealing.open(sealed)).toThrow();
    await again.close();
  });

  it("brings the same rows, byte for byte, to an installation with the same SECRET_KEY", async () => {
    const same = await openInstallation({ folder: source.folder });
    await adopt(same, source, backupId);
    expect(await same.restore(backupId)).toMatchObject({ status: "completed", plan: { isResealed: false } });
    for (const [table, columns] of Object.entries(sameTables)) {
      expect(await same.rows(table, columns), table).toEqual(await source.rows(table, columns));
    }
    await same.close();
  });

  it.each([
    ["changed in one place", (file: Buffer) => flip(file, Math.floor(file.length / 2))],
    ["cut off", (file: Buffer) => file.subarray(0, file.length - 40)],
    ["empty", () => Buffer.alloc(0)],
    ["something else", () => Buffer.from("not a backup at all\n")],
  ])("changes nothing when its file is %s", async (_how, damage) => {
    const target = await openInstallation();
    await target.management.db.storeEntry.create({
      data: { namespaceName: "sandbox", chainId: "", key: "mine", value: "1" },
    });
    const file = await readFile(join(source.folder, fileNameOf(backupId)));
    await target.management.db.backup.create({
      data: { ...(await source.management.db.backup.findUniqueOrThrow({ where: { id: backupId } })), configId: null },
    });
    const before = await Promise.all(
      ["mock", "store_entry", "app_user", "namespace"].map((table) => target.rows(table)),
    );
    await writeFile(join(target.folder, fileNameOf(backupId)), damage(file));
    const restored = await target.restore(backupId);
    expect(restored.status).toBe("failed");
    expect(restored.reason).toMatch(/damaged|cut off|no backup/);
    const after = await Promise.all(
      ["mock", "store_entry", "app_user", "namespace"].map((table) => target.rows(table)),
    );
    expect(after).toEqual(before);
    await target.close();
  });
});

function flip(file: Buffer, at: number): Buffer {
  const copy = Buffer.from(file);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

async function fill({ management, admin }: BackedUpInstallation): Promise<void> {
  await management.db.namespace.create({ data: { name: "team", description: 'with "quotes" \\ and\nlines' } });
  const input = (id: string, rest: object) =>
    MockInputSchema.parse({
      id,
      http: { route: `/${id}`, httpMethod: "GET" },
      response: { payload: "ü\u0001" },
      ...rest,
    });
  await saveMock(management, admin, { input: input("greeting", {}), namespace: "team" });
  await saveMock(management, admin, { input: input("greeting", { priority: 3 }), namespace: "team" });
  const webhooks = [{ url: "http://example.com/", headers: { Authorization: planted } }];
  await saveMock(management, admin, { input: input("secretive", { webhooks }), namespace: "sandbox" });
  const value = { deep: [1, "ü", null], text: 'a\\"b' };
  await setStoreEntry(management, admin, { store: { namespace: "team", chainId: "" }, key: "k", value });
  for (const username of ["ann", "bob"]) {
    await createUser(management, admin, {
      ...{ username, email: `${username}@example.com`, password: "long enough 1", role: "user" },
      requiresPasswordChange: false,
    });
  }
  const ann = await management.db.user.findUniqueOrThrow({ where: { login: "ann" } });
  await management.db.member.create({ data: { namespaceName: "team", userId: ann.id, role: "editor" } });
  await createApiToken(management, admin, CreateApiTokenSchema.parse({ name: "ci" }));
  await createStubKey(management, admin, { namespace: "team", name: "key" });
  await management.db.templateFile.create({
    data: { namespaceName: "team", name: "f.bin", content: Buffer.from([0, 255, 10, 34, 92]) },
  });
}
