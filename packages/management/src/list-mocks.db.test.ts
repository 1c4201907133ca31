import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestManagement, type TestManagement } from "../../../test/management.ts";
import { listMocks } from "./index.ts";

let test: TestManagement;

beforeAll(async () => {
  test = await openTestManagement();
  await test.createNamespace("paged");
});
afterAll(() => test.close());

const namespace = "paged";
type Page = Awaited<ReturnType<typeof listMocks>>;
const read = (after?: NonNullable<Page["next"]>) =>
  listMocks(test.management, test.admin, { namespace, offset: 0, after, limit: 2 });
const idsOf = ({ mocks }: Page) => mocks.map(({ id }) => id);

it("pages are read one behind the other, whatever is made or deleted meanwhile", async () => {
  for (const id of ["a", "b", "c", "d", "e"]) await test.save(id, {}, namespace);
  // Made in one batch they share a moment: then the id decides.
  await test.management.db.mock.updateMany({
    where: { namespaceName: namespace, id: { in: ["b", "c", "d"] } },
    data: { createdAt: new Date("2026-01-01") },
  });
  await test.management.db.mock.updateMany({
    where: { namespaceName: namespace, id: "a" },
    data: { createdAt: new Date("2025-01-01") },
  });
  const first = await read();
  expect([idsOf(first), first.total]).toEqual([["e", "b"], 5]);
  await test.save("new", {}, namespace);
  await test.management.db.mock.updateMany({
    where: { namespaceName: namespace, id: "e" },
    data: { closedAt: new Date() },
  });
  const second = await read(first.next ?? undefined);
  expect(idsOf(second)).toEqual(["c", "d"]);
  const third = await read(second.next ?? undefined);
  expect([idsOf(third), third.next]).toEqual([["a"], null]);
});

it("a page that ends where the list ends is the last one", async () => {
  const first = await read();
  const second = await read(first.next ?? undefined);
  const third = await read(second.next ?? undefined);
  expect([first, second, third].flatMap(idsOf)).toEqual(["new", "b", "c", "d", "a"]);
  await test.management.db.mock.updateMany({
    where: { namespaceName: namespace, id: "a" },
    data: { closedAt: new Date() },
  });
  expect((await read(first.next ?? undefined)).next).toBeNull();
});
