import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { jobThings } from "./job-things.ts";
import { licenceThings } from "./licence-things.ts";
import { backupThings } from "./backup-things.ts";
import { namespaceThings } from "./namespace-things.ts";
import { type Make, must, newName, noId, type Place, type Thing } from "./thing.ts";
import { webhookThings } from "./webhook-things.ts";

const noMock = () => ({ id: newName() });

async function saveMock({ admin, namespace }: Place, rest: object = {}): Promise<{ id: string }> {
  const id = newName();
  const mock = { id, http: { route: `/${id}`, httpMethod: "GET" }, response: { payload: { id } }, ...rest };
  await must(admin.call("POST", `/api/v1/mocks?namespace=${namespace}`, { body: mock }));
  return { id };
}

async function callStub({ admin, namespace }: Place, id: string): Promise<string> {
  const answer = await admin.call("GET", `/stubs/${namespace}/${id}`);
  return answer.headers.get("x-request-id") ?? "";
}

/** A delivery that ends at once, because no guard lets it go there; or one that waits for its time. */
const delivery =
  (state: "failed" | "pending"): Make =>
  async (place) => {
    const webhook = { url: "http://10.0.0.1/", ...(state === "pending" && { delay: 600_000 }) };
    const mock = await saveMock(place, { webhooks: [webhook] });
    const requestId = await callStub(place, mock.id);
    const query = { namespace: place.namespace, requestId, state };
    await expect.poll(async () => (await place.admin.listDeliveries(query)).length, { intervals: [20] }).toBe(1);
    const [made] = await place.admin.listDeliveries(query);
    return { id: made?.id ?? "" };
  };

const undefinedRequest: Make = async (place) => {
  // Nothing is kept of calls to a namespace that never had a mock.
  await saveMock(place);
  const path = newName();
  await callStub(place, path);
  const listed = await must(place.admin.call("GET", `/api/v1/undefined-requests?namespace=${place.namespace}`));
  const requests = listed["requests"] as { id: string; path: string }[];
  const found = requests.find((request) => request.path === `/${path}`);
  expect(found, `${path} in ${JSON.stringify(requests)}`).toBeDefined();
  return { id: found?.id ?? "" };
};

const storeEntry =
  (store: string): Make =>
  async ({ admin, namespace }) => {
    const key = newName();
    const body = { key, value: 1 };
    await must(admin.call("POST", `/api/v1/stores/${store}?namespace=${namespace}`, { body }));
    return { key };
  };

const known = {
  mock: { make: saveMock, missing: noMock },
  deletedMock: {
    make: async (place) => {
      const { id } = await saveMock(place);
      await must(place.admin.call("DELETE", `/api/v1/mocks/${id}?namespace=${place.namespace}`));
      return { id };
    },
    missing: noMock,
  },
  request: {
    make: async (place) => ({ id: await callStub(place, (await saveMock(place)).id) }),
    missing: () => ({ id: `req_${randomUUID()}` }),
  },
  failedDelivery: { make: delivery("failed"), missing: noId },
  pendingDelivery: { make: delivery("pending"), missing: noId },
  undefinedRequest: { make: undefinedRequest, missing: noId },
  folder: {
    make: async ({ admin, namespace }) => {
      const made = await must(
        admin.call("POST", `/api/v1/mock-folders?namespace=${namespace}`, { body: { name: newName() } }),
      );
      return { id: String(made["id"]) };
    },
    missing: noId,
  },
  template: {
    make: async ({ admin, namespace }) => {
      const name = newName();
      await must(admin.call("POST", `/api/v1/templates/${name}?namespace=${namespace}`, { body: { content: "x" } }));
      return { name };
    },
    missing: () => ({ name: newName() }),
  },
  globalEntry: { make: storeEntry("global"), missing: () => ({ key: newName() }) },
  chainEntry: { make: storeEntry("chain/flow"), missing: () => ({ key: newName() }) },
  token: {
    make: async ({ user }) => {
      const made = await must(user.call("POST", "/api/v1/auth/tokens", { body: { name: newName() } }));
      return { id: (made["token_info"] as { id: string }).id };
    },
    isPersonal: true,
    missing: noId,
  },
  ...licenceThings,
  ...namespaceThings,
  ...webhookThings,
  ...jobThings,
  ...backupThings,
  // Who may not have one is refused here already.
  enrolment: {
    make: async ({ user }) => {
      await user.call("POST", "/api/v1/me/second-factor");
      return {};
    },
    isPersonal: true,
    missing: () => ({}),
  },
  user: {
    make: async ({ admin }) => {
      const body = { username: newName(), password: "a long enough password" };
      return { id: String((await must(admin.call("POST", "/api/v1/admin/users", { body })))["id"]) };
    },
    missing: noId,
  },
  nothing: { make: () => Promise.resolve(noId()), missing: noId },
} satisfies Record<string, Thing>;
export type ThingName = keyof typeof known;
export const things: Readonly<Record<ThingName, Thing>> = known;
