import { MockInputSchema } from "@understudy/domain";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  createNamespace,
  deleteNamespace,
  restoreNamespace,
  saveMock,
  setStoreEntry,
} from "../../../packages/management/src/index.ts";
import { startSecondResolver, startTestResolver, type TestResolver, waitForExit } from "../../../test/resolver.ts";

/** Two real resolver processes on one database. */
let first: TestResolver;
let second: Awaited<ReturnType<typeof startSecondResolver>>;

beforeAll(async () => {
  first = await startTestResolver();
  second = await startSecondResolver(first);
  await createNamespace(first.management, first.admin, "shop");
  await save("old", { response: { payload: "old" } });
  await save("stored", { response: { payload: "$.gS.n" } });
});

afterAll(async () => {
  second.child.kill("SIGTERM");
  await waitForExit(second.child);
  await first.stop();
});

const save = (id: string, rest: object) =>
  saveMock(first.management, first.admin, {
    input: MockInputSchema.parse({ id, http: { route: `/${id}`, httpMethod: "GET" }, ...rest }),
    namespace: "shop",
  });
const shop = { namespace: "shop", scope: "installation" } as const;
/** What both answer: status and body. */
const callBoth = async (path: string) => {
  const answers = await Promise.all(
    [first.port, second.port].map((port) => fetch(`http://127.0.0.1:${port}/stubs/shop${path}`)),
  );
  return Promise.all(answers.map(async (answer) => `${answer.status} ${await answer.text()}`));
};
const unknown = (path: string): unknown[] => [
  expect.stringContaining(`no mock matches GET ${path} in the namespace shop`),
  expect.stringContaining('"nearest":[]'),
];

it("a deleted namespace answers at once as one that is not there, on every resolver, and a restored one as before", async () => {
  const store = { namespace: "shop", chainId: "" };
  await setStoreEntry(first.management, first.admin, { store, key: "n", value: 7 });
  expect(await callBoth("/old")).toEqual(["200 old", "200 old"]);
  expect(await callBoth("/stored")).toEqual(["200 7", "200 7"]);
  for (let round = 0; round < 3; round++) {
    expect(await deleteNamespace(first.management, first.admin, shop)).toEqual({ notYetVisible: [] });
    expect(await callBoth("/old")).toEqual(unknown("/old"));
    expect(await restoreNamespace(first.management, first.admin, "shop")).toEqual({ notYetVisible: [] });
    expect(await callBoth("/old")).toEqual(["200 old", "200 old"]);
  }
  expect(await callBoth("/stored")).toEqual(["200 7", "200 7"]);
});

it("a namespace that is deleted and restored while mocks are saved serves the last ones", async () => {
  await Promise.all([
    deleteNamespace(first.management, first.admin, shop).then(() =>
      restoreNamespace(first.management, first.admin, "shop"),
    ),
    // Either it is saved before or after, or the namespace is not there.
    save("racing", { response: { payload: "racing" } }).catch(() => undefined),
  ]);
  await save("racing", { response: { payload: "last" } });
  expect(await callBoth("/racing")).toEqual(["200 last", "200 last"]);
  expect(await callBoth("/old")).toEqual(["200 old", "200 old"]);
});
