import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ChainVerdict } from "@understudy/domain";
import { tamper } from "../../../../test/audit-trail.ts";
import { openTestManagement, type TestManagement } from "../../../../test/management.ts";
import { createAuditKeys, removeOldAuditEntries, sealAuditTrail, setStoreEntry, verifyAuditTrail } from "../index.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";

let test: TestManagement;
let namespace: string;
let made = 0;

beforeAll(async () => {
  test = await openTestManagement();
});

afterAll(async () => {
  await test.close();
});

beforeEach(async () => {
  namespace = `chain-${made++}`;
  await test.createNamespace(namespace);
});

function write(key: string, where = namespace): Promise<void> {
  const { management, admin } = test;
  return setStoreEntry(management, admin, { store: { namespace: where, chainId: "" }, key, value: key });
}

async function writeAndSeal(count: number): Promise<void> {
  for (let number = 1; number <= count; number++) await write(`key-${number}`);
  await sealAuditTrail(test.management);
}

async function verify(management = test.management): Promise<ChainVerdict> {
  const [verdict] = await verifyAuditTrail(management, test.admin, { namespace });
  if (verdict === undefined) throw new Error("no chain");
  return verdict;
}

const listNumbers = async (): Promise<(number | null)[]> => {
  const rows = await test.management.db.auditEntry.findMany({
    where: { namespaceName: namespace },
    orderBy: { number: "asc" },
  });
  return rows.map(({ number }) => (number === null ? null : Number(number)));
};

describe("the audit trail's chains", () => {
  it("number what was added without gaps, and say how many entries wait", async () => {
    await write("a");
    await write("b");
    expect(await verify()).toMatchObject({ sealedTo: 0, waiting: 2, verifiedTo: 0, problem: null });
    await sealAuditTrail(test.management);
    await write("c");
    expect(await verify()).toMatchObject({ sealedTo: 2, waiting: 1, verifiedTo: 2, removedTo: 0, problem: null });
    await sealAuditTrail(test.management);
    expect(await listNumbers()).toEqual([1, 2, 3]);
    expect(await verify()).toMatchObject({ sealedTo: 3, waiting: 0, verifiedTo: 3, problem: null });
  });

  it("seal an entry that is committed late, though its id is smaller", async () => {
    const { management, admin } = test;
    let finish = (): void => undefined;
    const isFinished = new Promise<void>((resolve) => (finish = resolve));
    let begin = (): void => undefined;
    const isBegun = new Promise<void>((resolve) => (begin = resolve));
    const late = transact(management, async (tx) => {
      await recordChanges(management, { tx, author: admin }, [
        { operation: "store.set", namespace, resource: { type: "store_entry", id: "late" } },
      ]);
      begin();
      await isFinished;
    });
    await isBegun;
    await management.db.auditEntry.create({
      data: {
        ...{ namespaceName: namespace, operation: "store.set", resourceType: "store_entry", resourceId: "early" },
        ...{ authorKind: "job", authorName: "test" },
      },
    });
    await sealAuditTrail(management);
    finish();
    await late;
    await sealAuditTrail(management);
    const rows = await management.db.auditEntry.findMany({
      where: { namespaceName: namespace },
      orderBy: { number: "asc" },
    });
    expect(rows.map(({ resourceId, number }) => [resourceId, Number(number)])).toEqual([
      ["early", 1],
      ["late", 2],
    ]);
    const [early, later] = rows;
    expect((later?.id ?? "") < (early?.id ?? "")).toBe(true);
    expect(await verify()).toMatchObject({ verifiedTo: 2, problem: null });
  });

  it("are whole with 64 writers and four sealers at once", async () => {
    let isWriting = true;
    const writers = Promise.all(
      Array.from({ length: 64 }, async (_, writer) => {
        for (let turn = 0; turn < 3; turn++) await write(`${writer}-${turn}`);
      }),
    ).finally(() => (isWriting = false));
    const sealers = Array.from({ length: 4 }, async () => {
      while (isWriting) await sealAuditTrail(test.management);
    });
    await Promise.all([writers, ...sealers]);
    await sealAuditTrail(test.management);
    expect(await listNumbers()).toEqual(Array.from({ length: 192 }, (_, index) => index + 1));
    expect(await verify()).toMatchObject({ sealedTo: 192, waiting: 0, verifiedTo: 192, problem: null });
  }, 60_000);

  it.each([
    ["its content", 'update audit_entry set after = \'{"value":"other"}\''],
    ["who it was", "update audit_entry set author_name = 'somebody else'"],
    ["its hash", "update audit_entry set hash = '\\x00'"],
  ])("show an entry that was changed: %s", async (_what, statement) => {
    await writeAndSeal(5);
    await tamper(test.management, `${statement} where namespace = '${namespace}' and number = 3`);
    expect(await verify()).toMatchObject({ sealedTo: 5, verifiedTo: 2, problem: { kind: "changed", number: 3 } });
  });

  it("show an entry that was removed, also when the others are numbered anew", async () => {
    await writeAndSeal(5);
    await tamper(test.management, `delete from audit_entry where namespace = '${namespace}' and number = 3`);
    expect(await verify()).toMatchObject({ verifiedTo: 2, problem: { kind: "removed", number: 3 } });
    const rest = `update audit_entry set number = number - 1 where namespace = '${namespace}' and number > 3`;
    await tamper(test.management, rest);
    expect(await verify()).toMatchObject({ verifiedTo: 2, problem: { kind: "changed", number: 3 } });
  });

  it("show that the end was cut off, also when the head says otherwise", async () => {
    await writeAndSeal(5);
    await tamper(test.management, `delete from audit_entry where namespace = '${namespace}' and number > 3`);
    expect(await verify()).toMatchObject({ sealedTo: 5, verifiedTo: 3, problem: { kind: "cut_off", number: 4 } });
    const head = `select hash from audit_entry where namespace = '${namespace}' and number = 3`;
    await tamper(test.management, `update audit_chain set number = 3, hash = (${head}) where chain = '${namespace}'`);
    expect(await verify()).toMatchObject({ problem: { kind: "head", number: 3 } });
    await tamper(test.management, `delete from audit_chain where chain = '${namespace}'`);
    expect(await verify()).toMatchObject({ problem: { kind: "head", number: 1 } });
  });

  it("show an entry behind the end, and one that was sealed with a key that is not known", async () => {
    await writeAndSeal(2);
    await write("smuggled");
    const smuggled = `namespace = '${namespace}' and number is null`;
    await tamper(test.management, `update audit_entry set number = 3, hash = '\\x00', key_id = 'x' where ${smuggled}`);
    expect(await verify()).toMatchObject({ verifiedTo: 2, problem: { kind: "added", number: 3 } });
    const management = { ...test.management, auditKeys: createAuditKeys([Buffer.alloc(32, 1)]) };
    expect(await verify(management)).toMatchObject({ verifiedTo: 0, problem: { kind: "unknown_key", number: 2 } });
  });

  it("go on with a new key, as long as the old one is known", async () => {
    await writeAndSeal(2);
    const [old] = test.management.auditKeys;
    const [next] = createAuditKeys([Buffer.alloc(32, 2)]);
    if (old === undefined || next === undefined) throw new Error("no key");
    await write("after");
    await sealAuditTrail({ ...test.management, auditKeys: [next, old] });
    const management = { ...test.management, auditKeys: [next, old] };
    expect(await verify(management)).toMatchObject({ verifiedTo: 3, problem: null });
  });

  it("keep a signed checkpoint of what is kept no longer, from which the rest is verified", async () => {
    await writeAndSeal(3);
    const now = Date.now();
    const old = `update audit_entry set at = now() - interval '9 days' where namespace = '${namespace}'`;
    // Before they are sealed, as they would have been.
    await tamper(test.management, `update audit_entry set number = null where namespace = '${namespace}'`);
    await tamper(test.management, `delete from audit_chain where chain = '${namespace}'`);
    await tamper(test.management, old);
    await sealAuditTrail(test.management);
    await writeAndSeal(2);
    expect(await removeOldAuditEntries(test.management, new Date(now - 8 * 86_400_000))).toBe(3);
    expect(await listNumbers()).toEqual([4, 5]);
    expect(await verify()).toMatchObject({ sealedTo: 5, removedTo: 3, verifiedTo: 5, problem: null });
    await tamper(test.management, `delete from audit_entry where namespace = '${namespace}' and number = 4`);
    expect(await verify()).toMatchObject({ problem: { kind: "removed", number: 4 } });
    await tamper(test.management, `update audit_chain set removed_number = 4 where chain = '${namespace}'`);
    expect(await verify()).toMatchObject({ problem: { kind: "checkpoint", number: 4 } });
  });
});

describe("the audit trail's table", () => {
  it("refuses that entries are changed, removed or sealed again", async () => {
    await writeAndSeal(1);
    await write("unsealed");
    const where = `where namespace = '${namespace}'`;
    for (const statement of [
      `update audit_entry set after = null ${where}`,
      `update audit_entry set number = 9 ${where} and number = 1`,
      `update audit_entry set number = 9, operation = 'x' ${where} and number is null`,
      `delete from audit_entry ${where}`,
      "truncate audit_entry",
    ]) {
      await expect(test.management.db.$executeRawUnsafe(statement), statement).rejects.toThrow(/only added to/);
    }
  });
});
