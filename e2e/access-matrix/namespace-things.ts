import { randomUUID } from "node:crypto";
import { type Make, must, newName, noId, type Place, type Thing } from "./thing.ts";

async function findStranger({ admin, namespace }: Place): Promise<string | undefined> {
  const { users } = await must(admin.call("GET", `/api/v1/namespaces/${namespace}/users?limit=1000`));
  return (users as { userId: string; username: string }[]).find(({ username }) => username === "stranger")?.userId;
}

const member: Make = async (place) => {
  const body = { username: "stranger", role: "viewer" };
  const found = await findStranger(place);
  if (found !== undefined) return { userId: found };
  const added = await must(place.admin.call("POST", `/api/v1/namespaces/${place.namespace}/users`, { body }));
  return { userId: String(added["userId"]) };
};

const trashGroup: Make = async ({ admin, namespace }) => {
  const id = newName();
  const mock = { id, http: { route: `/${id}`, httpMethod: "GET" }, response: { payload: 1 } };
  await must(admin.call("POST", `/api/v1/mocks?namespace=${namespace}`, { body: mock }));
  await must(admin.call("DELETE", `/api/v1/mocks/${id}?namespace=${namespace}`));
  const { items } = await must(admin.call("GET", `/api/v1/namespaces/${namespace}/trash?q=${id}`));
  return { groupId: (items as { cascade_group_id: string }[])[0]?.cascade_group_id ?? "" };
};

export const namespaceThings = {
  member: { make: member, missing: () => ({ userId: randomUUID() }) },
  noMember: {
    make: async (place) => {
      const found = await findStranger(place);
      if (found !== undefined) {
        await must(place.admin.call("DELETE", `/api/v1/namespaces/${place.namespace}/users/${found}`));
      }
      return {};
    },
    missing: () => ({}),
  },
  stubKey: {
    make: async ({ admin, namespace }) => {
      const body = { name: newName() };
      const made = await must(admin.call("POST", `/api/v1/namespaces/${namespace}/stub-keys`, { body }));
      return { id: String(made["id"]) };
    },
    missing: noId,
  },
  trashGroup: { make: trashGroup, missing: () => ({ groupId: randomUUID() }) },
  liveNamespace: {
    // The call before may have deleted it, and with it a token of this one; restoring one that lives is refused, and no harm.
    prepare: async ({ admin, namespaces }) => {
      for (const namespace of namespaces) await admin.call("PUT", `/api/v1/admin/namespaces/${namespace}/restore`);
    },
    make: () => Promise.resolve({}),
    missing: () => ({}),
  },
  deletedNamespace: {
    make: async ({ admin }) => {
      const name = newName();
      await must(admin.call("POST", "/api/v1/namespaces", { body: { name } }));
      await must(admin.call("DELETE", `/api/v1/namespaces/${name}`));
      return { ns: name };
    },
    missing: () => ({}),
  },
} satisfies Record<string, Thing>;
