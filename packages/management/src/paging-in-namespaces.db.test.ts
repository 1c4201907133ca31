import { afterAll, beforeAll, it } from "vitest";
import type { FoundMockPosition, MomentPosition, TrashPosition } from "../../database/src/index.ts";
import { openTestManagement, type TestManagement } from "../../../test/management.ts";
import { bucketOf, newestFirst, pages, uuidOf } from "../../../test/paged-list.ts";
import {
  listMockLogs,
  listStore,
  listTags,
  listTemplates,
  listTrash,
  listUndefinedRequests,
  searchEntities,
} from "./index.ts";

const namespace = "paged";
let test: TestManagement;

beforeAll(async () => {
  test = await openTestManagement();
  await test.createNamespace(namespace);
  await test.save("logged", {}, namespace);
});
afterAll(() => test.close());

const db = () => test.management.db;

const lists: Record<string, () => Promise<void>> = {
  templates: pages<string>({
    keyOf: (place) => `file-${place}`,
    add: (place) =>
      db().templateFile.create({
        data: { namespaceName: namespace, name: `file-${place}`, content: Buffer.from("x") },
      }),
    remove: (place) => db().templateFile.deleteMany({ where: { name: `file-${place}` } }),
    async read(page) {
      const { files, next } = await listTemplates(test.management, test.admin, { namespace, search: "", ...page });
      return { keys: files.map(({ name }) => name), next };
    },
  }),
  "a store": pages<string>({
    keyOf: (place) => `key-${place}`,
    hasOffset: false,
    add: (place) => db().storeEntry.create({ data: { namespaceName: namespace, key: `key-${place}`, value: "1" } }),
    remove: (place) => db().storeEntry.deleteMany({ where: { key: `key-${place}` } }),
    async read(page) {
      const query = { store: { namespace, chainId: "" }, ...page };
      const { entries, next } = await listStore(test.management, test.admin, query);
      return { keys: entries.map(([key]) => key), next };
    },
  }),
  tags: pages<string>({
    keyOf: (place) => `tag-${place}`,
    hasOffset: false,
    add: (place) => db().tag.create({ data: { namespaceName: namespace, name: `tag-${place}` } }),
    remove: (place) => db().tag.deleteMany({ where: { name: `tag-${place}` } }),
    async read(page) {
      const { tags, next } = await listTags(test.management, test.admin, { namespace, ...page });
      return { keys: tags.map(({ name }) => name), next };
    },
  }),
  "what a search finds": pages<FoundMockPosition>({
    keyOf: (place) => `found-${place}`,
    add: (place) =>
      db().mock.create({
        data: {
          namespaceName: namespace,
          id: `found-${place}`,
          definition: "{}",
          route: `/found/${bucketOf(place)}`,
          changedAt: 1,
        },
      }),
    remove: (place) => db().mock.deleteMany({ where: { id: `found-${place}` } }),
    async read(page) {
      const query = { namespace: undefined, search: "/found/", ...page };
      const { items, next } = await searchEntities(test.management, test.admin, query);
      return { keys: items.map(({ id }) => id), next };
    },
  }),
  trash: pages<TrashPosition>({
    keyOf: (place) => `gone-${place}`,
    add: (place) =>
      db().mock.create({
        data: {
          namespaceName: namespace,
          id: `gone-${place}`,
          definition: "{}",
          changedAt: 1,
          closedAt: newestFirst(place),
          cascadeGroupId: uuidOf(place),
        },
      }),
    remove: (place) => db().mock.deleteMany({ where: { id: `gone-${place}` } }),
    async read(page) {
      const query = { place: { namespace: null }, filter: { namespace, search: "gone-" }, ...page };
      const { items, next } = await listTrash(test.management, test.admin, query);
      return { keys: items.map(({ id }) => id), next };
    },
  }),
  "undefined requests": pages<MomentPosition>({
    keyOf: uuidOf,
    add: (place) =>
      db().undefinedRequest.create({
        data: {
          ...{ namespaceName: namespace, id: uuidOf(place), method: "GET", path: `/${place}`, calls: 1, query: "" },
          ...{ firstSeenAt: newestFirst(place), lastSeenAt: newestFirst(place), requestHeaders: Buffer.from("[]") },
        },
      }),
    remove: (place) => db().undefinedRequest.deleteMany({ where: { id: uuidOf(place) } }),
    async read(page) {
      const { requests, next } = await listUndefinedRequests(test.management, test.admin, { namespace, ...page });
      return { keys: requests.map(({ id }) => id), next };
    },
  }),
  "calls of a mock": pages<string>({
    keyOf: (place) => `req_${100 - place}`,
    add: (place) =>
      db().loggedRequest.create({
        data: {
          ...{ namespaceName: namespace, id: `req_${100 - place}`, mockId: "logged", method: "GET", path: "/" },
          ...{ query: "", requestHeaders: Buffer.from("[]"), responseHeaders: Buffer.from("[]"), status: 200 },
          ...{ receivedAt: newestFirst(place), address: "127.0.0.1", durationMs: 1 },
        },
      }),
    remove: (place) => db().loggedRequest.deleteMany({ where: { id: `req_${100 - place}` } }),
    async read(page) {
      const query = { reference: { id: "logged", namespace }, ...page };
      const { requests, next } = await listMockLogs(test.management, test.admin, query);
      return { keys: requests.map(({ id }) => id), next };
    },
  }),
};

it.each(Object.entries(lists))("%s: page after page, each row comes once", (_, walk) => walk());
