import { tmpdir } from "node:os";
import { join } from "node:path";
import { MockInputSchema } from "@understudy/domain";
import {
  type Actor,
  closeManagement,
  ensureFirstAdmin,
  getLocalActor,
  type Management,
  openManagement,
  type OpenManagementOptions,
  saveMock,
} from "../packages/management/src/index.ts";
import { createSealing, deriveBackupKeys, deriveKey } from "../packages/runtime/src/index.ts";
import { createTestDatabase, testSecretKey } from "./postgres.ts";

/** Management on a database of its own, without a resolver. */
export interface TestManagement {
  management: Management;
  databaseUrl: string;
  admin: Actor;
  createNamespace: (name: string) => Promise<void>;
  /** A user with these roles by namespace. */
  createMember: (login: string, roles: Record<string, "owner" | "editor" | "viewer">) => Promise<Actor>;
  /** Saves a mock of `GET /<id>`, as the admin. */
  save: (id: string, rest?: object, namespace?: string) => ReturnType<typeof saveMock>;
  close: () => Promise<void>;
}

export async function openTestManagement(licensing?: OpenManagementOptions["licensing"]): Promise<TestManagement> {
  const database = await createTestDatabase();
  const management = openManagementOn(database.url, licensing && { licensing });
  await ensureFirstAdmin(management, { login: "admin", password: "correct horse" });
  const admin = await getLocalActor(management);
  return {
    management,
    databaseUrl: database.url,
    admin,
    async createNamespace(name) {
      await management.db.namespace.create({ data: { name } });
    },
    async createMember(login, roles) {
      const memberships = Object.entries(roles).map(([namespaceName, role]) => ({ namespaceName, role }));
      const user = await management.db.user.create({
        data: { login, passwordHash: "-", memberships: { create: memberships } },
      });
      return { ...admin, userId: user.id, login, systemRole: "user", roles: new Map(Object.entries(roles)) };
    },
    save(id, rest = {}, namespace = "sandbox") {
      const input = MockInputSchema.parse({ id, http: { route: `/${id}`, httpMethod: "GET" }, ...rest });
      return saveMock(management, admin, { input, namespace });
    },
    async close() {
      await closeManagement(management);
      await database.drop();
    },
  };
}

interface TestOptions {
  licensing: OpenManagementOptions["licensing"];
  secretKeyHex: string;
  previousSecretKeyHex: string | null;
  backupFolder: string;
}

/** Of tests that make no backups. */
const neverMadeFolder = join(tmpdir(), "understudy-test-backups");

/** What a process has that serves the API on this database, with the settings' defaults. */
export function openManagementOn(databaseUrl: string, options: Partial<TestOptions> = {}): Management {
  const { secretKeyHex = testSecretKey, previousSecretKeyHex = null, backupFolder = neverMadeFolder } = options;
  const { licensing } = options;
  return openManagement({
    ...(licensing && { licensing }),
    databaseUrl,
    sealing: createSealing(deriveKey(secretKeyHex, "sealing")),
    auditKeys: [deriveKey(secretKeyHex, "audit")],
    backups: {
      folder: backupFolder,
      uploadBytesMax: 64 * 1024 * 1024,
      ...{ secretKeyHex, previousSecretKeyHex, deriveKeys: deriveBackupKeys },
    },
    guard: {
      allowPrivate: false,
      allowHosts: [],
      ownOrigin: { publicOrigin: "http://localhost:5770", port: 5770, resolverOrigin: "http://127.0.0.1:5770" },
    },
  });
}
