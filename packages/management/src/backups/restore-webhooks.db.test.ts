import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adopt, type BackedUpInstallation, openInstallation } from "../../../../test/backups.ts";
import {
  AdminWebhookInputSchema,
  installationScope,
  MockInputSchema,
  NamespaceWebhookInputSchema,
} from "../../../domain/src/index.ts";
import { createNamespace, deleteEventWebhook, saveEventWebhooks, saveMock } from "../index.ts";

const otherKey = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";
const ownKey = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const secrets = { header: "Bearer t0k3n", sign: "s3cret" };
let installation: BackedUpInstallation;

beforeEach(async () => {
  installation = await openInstallation();
});
afterEach(async () => {
  await installation.close();
});

/** An event webhook with secrets. */
async function save(scope: string, id: string, operation: string): Promise<void> {
  const schema = scope === installationScope ? AdminWebhookInputSchema : NamespaceWebhookInputSchema;
  const input = schema.parse({
    ...{ id, operation, url: "http://receiver.example/events", headers: { Authorization: secrets.header } },
    sign: { scheme: "github", secret: secrets.sign },
  });
  await saveEventWebhooks(installation.management, installation.admin, { scope, input });
}

function saveMockIn(namespace: string, id: string, { management, admin } = installation) {
  const input = MockInputSchema.parse({ id, http: { route: `/${id}`, httpMethod: "GET" } });
  return saveMock(management, admin, { input, namespace });
}

/** What is to be sent, by which webhook; it is taken away. */
async function takeFired({ management: { db } } = installation): Promise<string[]> {
  const rows = await db.delivery.findMany({ where: { state: "pending" }, orderBy: { id: "asc" } });
  await db.delivery.deleteMany();
  return rows.map(({ webhookId, operation }) => `${webhookId}: ${operation}`);
}

const listWebhooks = (of = installation) => of.rows("event_webhook", "*");

/** The secrets in what is stored, as this installation opens them. */
async function openSecrets({ management }: BackedUpInstallation): Promise<string[][]> {
  const rows = await management.db.eventWebhook.findMany({ orderBy: { id: "asc" } });
  return rows.map(({ callback }) =>
    [...callback.matchAll(/sealed\.v1\.[\w-]+/g)].map(([text]) => management.sealing.open(text)).sort(),
  );
}

describe("event webhooks", () => {
  it("of namespaces and of the installation come back as they were, fire, and hear of nothing but the restore", async () => {
    await save("sandbox", "of-sandbox", "mock.create");
    await save(installationScope, "restored", "backup.restore");
    await save(installationScope, "namespaces", "namespace.create");
    const before = await listWebhooks();
    const { id } = await installation.backUp();

    const { management, admin } = installation;
    await deleteEventWebhook(management, admin, { scope: "sandbox", id: "of-sandbox" });
    await management.db.eventWebhook.updateMany({ data: { enabled: false, callback: "{}" } });
    await save("sandbox", "since", "mock.create");
    await save(installationScope, "since", "backup.restore");
    expect(await takeFired()).toEqual([]);
    expect(await installation.restore(id)).toMatchObject({ status: "completed" });

    expect(await listWebhooks()).toEqual(before);
    // Mocks that come back are no changes of theirs; a webhook that the file does not have is gone before it is told.
    expect(await takeFired()).toEqual(["restored: backup.restore"]);
    await saveMockIn("sandbox", "new");
    await createNamespace(management, admin, "later");
    expect(await takeFired()).toEqual(["of-sandbox: mock.create", "namespaces: namespace.create"]);
  });

  it("of one namespace alone come back with it; the installation's are told of it, and stay as they are", async () => {
    const { management, admin } = installation;
    await createNamespace(management, admin, "other");
    for (const namespace of ["sandbox", "other"]) await save(namespace, `of-${namespace}`, "mock.create");
    await save(installationScope, "restored", "backup.restore");
    const { id } = await installation.backUp();

    await management.db.eventWebhook.deleteMany({ where: { namespaceName: "sandbox" } });
    await management.db.eventWebhook.updateMany({ data: { name: "renamed since" } });
    expect(await installation.restore(id, { namespace: "sandbox" })).toMatchObject({ status: "completed" });

    const names = await management.db.eventWebhook.findMany({
      orderBy: { id: "asc" },
      select: { id: true, name: true },
    });
    expect(names).toEqual([
      { id: "of-other", name: "renamed since" },
      { id: "of-sandbox", name: null },
      { id: "restored", name: "renamed since" },
    ]);
    expect(await takeFired()).toEqual(["restored: backup.restore"]);
    await saveMockIn("sandbox", "new");
    expect(await takeFired()).toEqual(["of-sandbox: mock.create"]);
  });

  it("come to an installation with another SECRET_KEY with their secrets, sealed with the key from there", async () => {
    await save("sandbox", "of-sandbox", "mock.create");
    await save(installationScope, "restored", "backup.restore");
    const { id } = await installation.backUp();
    const other = await openInstallation({ secretKeyHex: otherKey, folder: installation.folder });
    await adopt(other, installation, id);
    const restored = await other.restore(id, { secretKeyHex: ownKey });
    expect(restored).toMatchObject({ status: "completed", plan: { isResealed: true } });

    const theirs = [secrets.header, secrets.sign].sort();
    expect(await openSecrets(other)).toEqual([theirs, theirs]);
    expect(await takeFired(other)).toEqual(["restored: backup.restore"]);
    await saveMockIn("sandbox", "new", other);
    expect(await other.management.db.delivery.findMany()).toMatchObject([
      { state: "pending", stateReason: null, webhookId: "of-sandbox" },
    ]);
    await other.close();
  });
});
