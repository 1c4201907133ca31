import { afterAll, beforeAll, expect, it } from "vitest";
import type { MomentPosition } from "../../database/src/index.ts";
import { openTestManagement, type TestManagement } from "../../../test/management.ts";
import { newestFirst, oldestFirst, pages, uuidOf } from "../../../test/paged-list.ts";
import {
  listApiTokens,
  listBackups,
  listJobRuns,
  listMembers,
  listNamespaceNames,
  listNamespaceSummaries,
  listRestores,
  listUsers,
} from "./index.ts";

const namespace = "paged";
let test: TestManagement;

beforeAll(async () => {
  test = await openTestManagement();
  await test.createNamespace(namespace);
});
afterAll(() => test.close());

const db = () => test.management.db;

const lists: Record<string, () => Promise<void>> = {
  tokens: pages<MomentPosition>({
    keyOf: (place) => uuidOf(100 - place),
    add: (place) =>
      db().apiToken.create({
        data: {
          id: uuidOf(100 - place),
          hash: Buffer.from(`token-${place}`),
          name: "t",
          userId: test.admin.userId,
          createdAt: newestFirst(place),
        },
      }),
    remove: (place) => db().apiToken.deleteMany({ where: { id: uuidOf(100 - place) } }),
    async read(page) {
      const { tokens, next } = await listApiTokens(test.management, test.admin, { isOfAll: false, ...page });
      return { keys: tokens.map(({ id }) => id), next };
    },
  }),
  members: pages<MomentPosition>({
    keyOf: uuidOf,
    add: (place) =>
      db().user.create({
        data: {
          id: uuidOf(place),
          login: `member-${place}`,
          memberships: { create: { namespaceName: namespace, role: "viewer", addedAt: oldestFirst(place) } },
        },
      }),
    remove: (place) => db().member.deleteMany({ where: { userId: uuidOf(place) } }),
    async read(page) {
      const query = { namespace, scope: "namespace" as const, ...page };
      const { members, next } = await listMembers(test.management, test.admin, query);
      return { keys: members.map(({ userId }) => userId), next };
    },
  }),
  "names of a member's namespaces": pages<string>({
    keyOf: (place) => `own-${place}`,
    hasOffset: false,
    add: (place) => db().namespace.create({ data: { name: `own-${place}` } }),
    remove: (place) => db().namespace.deleteMany({ where: { name: `own-${place}` } }),
    async read(page) {
      const roles = new Map([10, 20, 30, 35, 40, 50, 60].map((place) => [`own-${place}`, "viewer"] as const));
      const actor = { ...test.admin, systemRole: "user" as const, roles };
      const { names: keys, next } = await listNamespaceNames(test.management, actor, page);
      return { keys, next };
    },
  }),
  "namespaces of the installation": pages<string>({
    keyOf: (place) => `all-${place}`,
    add: (place) => db().namespace.create({ data: { name: `all-${place}`, closedAt: place > 30 ? new Date() : null } }),
    remove: (place) => db().namespace.deleteMany({ where: { name: `all-${place}` } }),
    async read(page) {
      const query = { isDeletedToo: true, search: "ALL-", ...page };
      const { namespaces, next } = await listNamespaceSummaries(test.management, test.admin, query);
      return { keys: namespaces.map(({ name }) => name), next };
    },
  }),
  users: pages<string>({
    keyOf: (place) => `user-${place}`,
    add: (place) => db().user.create({ data: { login: `user-${place}` } }),
    remove: (place) => db().user.deleteMany({ where: { login: `user-${place}` } }),
    async read(page) {
      const { users, next } = await listUsers(test.management, test.admin, { search: "user-", ...page });
      return { keys: users.map(({ login }) => login), next };
    },
  }),
  backups: pages<MomentPosition>({
    keyOf: (place) => uuidOf(100 - place),
    add: (place) =>
      db().backup.create({
        data: { id: uuidOf(100 - place), status: "completed", author: "{}", createdAt: newestFirst(place) },
      }),
    remove: (place) => db().backup.deleteMany({ where: { id: uuidOf(100 - place) } }),
    async read(page) {
      const { backups, next } = await listBackups(test.management, test.admin, { configId: null, ...page });
      return { keys: backups.map(({ id }) => id), next };
    },
  }),
  "restores of backups": pages<MomentPosition>({
    keyOf: (place) => uuidOf(100 - place),
    add: (place) =>
      db().backupRestore.create({
        data: {
          ...{ id: uuidOf(100 - place), backupId: uuidOf(1), isDryRun: true, status: "completed", author: "{}" },
          createdAt: newestFirst(place),
        },
      }),
    remove: (place) => db().backupRestore.deleteMany({ where: { id: uuidOf(100 - place) } }),
    async read(page) {
      const { restores, next } = await listRestores(test.management, test.admin, page);
      return { keys: restores.map(({ id }) => id), next };
    },
  }),
  "runs of a job": pages<string>({
    keyOf: (place) => uuidOf(100 - place),
    add: (place) =>
      db().jobRun.create({
        data: {
          id: uuidOf(100 - place),
          job: "cleanup",
          isScheduled: false,
          state: "succeeded",
          finishedAt: new Date(),
        },
      }),
    remove: (place) => db().jobRun.deleteMany({ where: { id: uuidOf(100 - place) } }),
    async read(page) {
      const { runs, next } = await listJobRuns(test.management, test.admin, { name: "cleanup", ...page });
      return { keys: runs.map(({ id }) => id), next };
    },
  }),
};

it.each(Object.entries(lists))("%s: page after page, each row comes once", (_, walk) => walk());

it("who may not read namespaces is told of none", async () => {
  const token = { id: uuidOf(1), namespace: null, allowedActions: ["mock.read"], metadata: {} };
  const actor = { ...test.admin, token: token as unknown as typeof test.admin.token };
  expect(await listNamespaceNames(test.management, actor, { limit: 10 })).toEqual({ names: [], next: null });
});
