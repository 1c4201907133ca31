import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";
import { createRestClient, type RestClient } from "./rest-client.ts";

/** Many who write to one namespace at once: nothing is lost, and nobody hears of the others' locks. */
const writers = Array.from({ length: 64 }, (_, number) => number);
const rounds = 4;
/** So many of them also change the same mock; each success makes the others try again. */
const taggers = writers.slice(0, 16);

let product: Product;
let client: RestClient;

test.beforeAll(async () => {
  product = await startProduct({ env: { RESOLVER_PROCESSES: "2" } });
  client = createRestClient(product.url);
  for (const name of ["left", "right"]) await write("POST", "/api/v1/namespaces", { name });
  await client.save({ id: "shared", namespace: "left", http: { route: "/shared" }, tags: [] });
});
test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

async function write(method: string, path: string, body: unknown): Promise<void> {
  const answer = await client.call(method, path, { body });
  expect([method, path, answer.status, answer.status === 200 || answer.text]).toEqual([method, path, 200, true]);
}

const mockOf = (id: string, namespace: string) => ({
  id,
  namespace,
  http: { route: `/${id}`, httpMethod: "GET" },
  response: { statusCode: 200, payload: { id } },
});

/** One who adds their name to what all of them change, as often as others were quicker. */
async function addTag(writer: number): Promise<void> {
  for (;;) {
    const read = await client.call("GET", "/api/v1/mocks/shared?namespace=left");
    const tags = [...((read.body["tags"] as string[] | undefined) ?? []), `writer-${writer}`];
    const headers = { "if-match": read.headers.get("etag") ?? "" };
    const answer = await client.call("PATCH", "/api/v1/mocks/shared?namespace=left", { body: { tags }, headers });
    if (answer.status === 200) return;
    expect([answer.status, answer.body["code"]]).toEqual([412, "conflict"]);
  }
}

async function writeMany(writer: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const id = `mock-${writer}-${round}`;
    // Every other one the other way round: two that lock in opposite orders would wait for each other.
    const namespaces = writer % 2 === 0 ? ["left", "right"] : ["right", "left"];
    await write("POST", "/api/v1/mocks/batch", { mocks: namespaces.map((namespace) => mockOf(id, namespace)) });
    await write("POST", "/api/v1/mocks", { ...mockOf(id, "left"), priority: round });
    await write("POST", "/api/v1/stores/global?namespace=left", { key: `key-${writer}-${round}`, value: round });
    await write("POST", "/api/v1/tags?namespace=left", { name: `tag-${writer}` });
    if (round % 2 === 1) await write("DELETE", `/api/v1/mocks/${id}?namespace=right`, undefined);
  }
}

test("64 who write at once lose nothing and see no deadlock", async () => {
  await Promise.all([...writers.map(writeMany), ...taggers.map(addTag)]);

  const list = async (namespace: string) => {
    const { body } = await client.call("GET", `/api/v1/mocks?namespace=${namespace}&limit=1000`);
    return body["mocks"] as { id: string; priority?: number; tags?: string[] }[];
  };
  const left = await list("left");
  const expected = writers.flatMap((writer) =>
    Array.from({ length: rounds }, (_, round) => ({ id: `mock-${writer}-${round}`, round })),
  );
  expect(left.map(({ id }) => id).toSorted()).toEqual(["shared", ...expected.map(({ id }) => id)].toSorted());
  for (const { id, round } of expected) expect(left.find((mock) => mock.id === id)?.priority ?? 0).toBe(round);
  expect((await list("right")).map(({ id }) => id).toSorted()).toEqual(
    expected.flatMap(({ id, round }) => (round % 2 === 1 ? [] : [id])).toSorted(),
  );
  const shared = left.find(({ id }) => id === "shared");
  expect(shared?.tags?.toSorted()).toEqual(taggers.map((writer) => `writer-${writer}`).toSorted());
  const store = await client.call("GET", "/api/v1/stores/global?namespace=left");
  for (const { id, round } of expected) expect(store.text).toContain(`"${id.replace("mock", "key")}":${round}`);
});

test("what was written last is what is answered", async () => {
  for (const writer of writers.slice(0, 8)) {
    for (let round = 0; round < rounds; round++) {
      const path = `/mock-${writer}-${round}`;
      expect((await client.call("GET", `/stubs/left${path}`)).status).toBe(200);
      expect((await client.call("GET", `/stubs/right${path}`)).status).toBe(round % 2 === 1 ? 404 : 200);
    }
  }
});

test("nobody's log tells of a deadlock", () => {
  expect(product.output()).not.toMatch(/deadlock|40P01|could not serialize|request\.failed/i);
});
