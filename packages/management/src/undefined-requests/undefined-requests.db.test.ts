import { MockInputSchema } from "@understudy/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestResolver, type TestResolver } from "../../../../test/resolver.ts";
import type { Actor } from "../actor.ts";
import {
  createMockOfUndefinedRequest,
  deleteUndefinedRequests,
  ignoreUndefinedRequest,
  listUndefinedRequests,
} from "../index.ts";

let resolver: TestResolver;

beforeAll(async () => {
  resolver = await startTestResolver();
});

beforeEach(async () => {
  await deleteUndefinedRequests(resolver.management, resolver.admin, { namespace: "sandbox", ids: "all" });
});

afterAll(async () => {
  expect(await resolver.stop()).toBe(0);
});

const call = (path: string, init?: RequestInit) => resolver.call(`/stubs/sandbox${path}`, init);
const list = async (query: object = { ignored: false }) =>
  (
    await listUndefinedRequests(resolver.management, resolver.admin, {
      namespace: "sandbox",
      offset: 0,
      limit: 50,
      ...query,
    })
  ).requests;

async function miss(path: string, init?: RequestInit) {
  await call(path, init);
  const [found] = (await list()).filter((request) => request.path === path);
  if (found === undefined) throw new Error(`${path} is not listed`);
  return found;
}

describe("undefined requests", () => {
  it("that are ignored are left out, and still counted", async () => {
    const { id } = await miss("/ignored");
    await ignoreUndefinedRequest(resolver.management, resolver.admin, id);
    await call("/ignored");
    expect(await list()).toEqual([]);
    expect(await list({})).toMatchObject([{ id, calls: 2, ignored: true }]);
  });

  it("are forgotten one by one or all at once", async () => {
    const { id } = await miss("/one");
    await call("/two");
    const forget = (ids: string[] | "all") =>
      deleteUndefinedRequests(resolver.management, resolver.admin, { namespace: "sandbox", ids });
    expect(await forget([id])).toBe(1);
    expect(await list()).toMatchObject([{ path: "/two" }]);
    expect(await forget("all")).toBe(1);
    expect(await list()).toEqual([]);
  });

  it("become mocks that answer them, and are undefined no longer", async () => {
    const { id } = await miss("/become/a%20mock", { method: "PUT" });
    const { mock } = await createMockOfUndefinedRequest(resolver.management, resolver.admin, { id, given: undefined });
    expect(mock.definition).toEqual({
      http: { route: "/become/a%20mock", httpMethod: "PUT" },
      response: { statusCode: 200, payload: {} },
    });
    const answered = await call("/become/a%20mock", { method: "PUT" });
    expect([answered.status, await answered.text()]).toEqual([200, "{}"]);
    expect(await list()).toEqual([]);
  });

  it("become the mock that is given", async () => {
    const { id } = await miss("/given");
    const given = MockInputSchema.parse({ id: "given", http: { route: "/given" }, response: { payload: "as given" } });
    await createMockOfUndefinedRequest(resolver.management, resolver.admin, { id, given });
    expect(await (await call("/given")).text()).toBe("as given");
  });

  it("are for viewers to look at, and for nobody from elsewhere", async () => {
    const { id } = await miss("/roles");
    const asUser = (roles: Actor["roles"]): Actor => ({ ...resolver.admin, systemRole: "user", roles });
    const viewer = asUser(new Map([["sandbox", "viewer"]]));
    const stranger = asUser(new Map([["elsewhere", "owner"]]));
    const query = { namespace: "sandbox", offset: 0, limit: 10 };
    expect((await listUndefinedRequests(resolver.management, viewer, query)).total).toBe(1);
    const make = (actor: Actor) => createMockOfUndefinedRequest(resolver.management, actor, { id, given: undefined });
    for (const change of [
      () => ignoreUndefinedRequest(resolver.management, viewer, id),
      () => deleteUndefinedRequests(resolver.management, viewer, { namespace: "sandbox", ids: "all" }),
      () => make(viewer),
    ]) {
      await expect(change()).rejects.toMatchObject({ code: "forbidden" });
    }
    for (const change of [
      () => listUndefinedRequests(resolver.management, stranger, query),
      () => ignoreUndefinedRequest(resolver.management, stranger, id),
      () => make(stranger),
    ]) {
      await expect(change()).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
