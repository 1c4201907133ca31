import { connectToEmbeddedDatabase, type EmbeddedDatabase } from "../../test/embedded-database.ts";
import type { Product } from "../product.ts";
import { createRestClient, type RestClient } from "../rest-client.ts";
import { type ActorName, actorNames } from "./classes.ts";
import { type Headers, openDashboard, signIn } from "./sign-in.ts";

/** The two namespaces of one row: rows don't see what others do. */
export interface Pair {
  own: string;
  foreign: string;
}

/** An actor of the matrix, as it comes to the two ways in. */
export interface MatrixActor {
  name: ActorName;
  /** Its token for the REST API; `elsewhere` has one for each pair. */
  bearer: (pair: Pair) => Promise<Headers>;
  /** Its session at the dashboard, or its token, which is nothing there. */
  cookie: Headers;
  /** Who makes what is its own. */
  maker: (pair: Pair) => Promise<RestClient>;
}

export interface MatrixActors {
  all: MatrixActor[];
  admin: RestClient;
  /** Somebody that no actor has to do with. */
  stranger: RestClient;
}

/** Role of each in own and in foreign. */
const members = [
  ...[["viewer", "own", "viewer"] as const, ["editor", "own", "editor"] as const, ["owner", "own", "owner"] as const],
  ...[["expired", "own", "owner"] as const, ["revoked", "own", "owner"] as const, ["lacking", "own", "owner"] as const],
  ...[["elsewhere", "own", "owner"] as const, ["elsewhere", "foreign", "owner"] as const],
  ["otherOwner", "foreign", "owner"] as const,
];

/** Of nearly all actors: mocks are copied into one of them; in the other there is none. */
const commonNamespaces = ["spare", "bare"];

/** Makes the actors, each a user of its name, and the pairs of namespaces in which they have their roles. */
export async function prepareActors(product: Product, pairs: readonly Pair[]): Promise<MatrixActors> {
  const database = await connectToEmbeddedDatabase(product.dataDir);
  try {
    await insertUsers(database, pairs);
    const stranger = createRestClient(product.url, await signIn(product, "stranger"));
    const all: MatrixActor[] = [];
    for (const name of actorNames) all.push(await makeActor(product, name, stranger));
    await database.query(
      `update session set expires_at = now() - interval '1 second' from app_user
       where app_user.id = session.user_id and login = 'expired'`,
    );
    await database.query("update api_token set expires_at = now() - interval '1 second' where name = 'expired'");
    await database.query(
      "delete from session using app_user where app_user.id = session.user_id and login = 'revoked'",
    );
    return { all, stranger, admin: createRestClient(product.url, await signIn(product, "admin")) };
  } finally {
    await database.end();
  }
}

/** By SQL, which is quicker by far; all have the first admin's password. */
async function insertUsers(database: EmbeddedDatabase, pairs: readonly Pair[]): Promise<void> {
  const logins = [...actorNames.filter((name) => name !== "anonymous" && name !== "admin"), "stranger"];
  await database.query(
    `insert into app_user (id, login, system_role, password_hash)
     select gen_random_uuid(), wanted, case wanted when 'support' then 'support' else 'user' end, admin.password_hash
     from unnest($1::text[]) as wanted, app_user as admin where admin.login = 'admin'`,
    [logins],
  );
  const namespaces = [...commonNamespaces, ...pairs.flatMap(({ own, foreign }) => [own, foreign])];
  await database.query("insert into namespace (name) select unnest($1::text[])", [namespaces]);
  const memberships = pairs.flatMap((pair) =>
    members.map(([login, side, role]) => ({ login, namespace: pair[side], role })),
  );
  const common = commonNamespaces.flatMap((namespace) =>
    ["viewer", "editor", "owner", "otherOwner", "lacking", "elsewhere", "stranger"].map((login) => ({
      ...{ login, namespace },
      role: "owner",
    })),
  );
  await database.query(
    `insert into member (namespace, user_id, role) select wanted.namespace, app_user.id, wanted.role
     from json_to_recordset($1::json) as wanted (login text, namespace text, role text) join app_user using (login)`,
    [JSON.stringify([...memberships, ...common])],
  );
}

async function makeActor(product: Product, name: ActorName, stranger: RestClient): Promise<MatrixActor> {
  const nothing: Headers = {};
  if (name === "anonymous") {
    return { name, cookie: nothing, bearer: () => Promise.resolve(nothing), maker: () => Promise.resolve(stranger) };
  }
  const session = await signIn(product, name);
  const user = createRestClient(product.url, session);
  switch (name) {
    case "elsewhere": {
      const tokens = new Map<string, Promise<string>>();
      const tokenOf = ({ foreign }: Pair) => {
        const token = tokens.get(foreign) ?? makeToken(user, { name, namespace: foreign });
        tokens.set(foreign, token);
        return token;
      };
      return {
        name,
        cookie: asBearer(await makeToken(user, { name })),
        bearer: async (pair) => asBearer(await tokenOf(pair)),
        maker: async (pair) => createRestClient(product.url, await tokenOf(pair)),
      };
    }
    case "lacking": {
      const token = asBearer(await makeToken(user, { name, allowed_actions: ["account.write"] }));
      return { name, cookie: token, bearer: () => Promise.resolve(token), maker: () => Promise.resolve(user) };
    }
    case "expired":
    case "revoked": {
      const token = await makeToken(user, { name });
      if (name === "revoked") await revokeTokens(user);
      const bearer = () => Promise.resolve(asBearer(token));
      return { name, cookie: await openDashboard(product, name), bearer, maker: () => Promise.resolve(stranger) };
    }
    default: {
      const bearer = () => Promise.resolve(asBearer(session));
      return { name, cookie: await openDashboard(product, name), bearer, maker: () => Promise.resolve(user) };
    }
  }
}

function asBearer(token: string): Headers {
  return { authorization: `Bearer ${token}` };
}

async function makeToken(user: RestClient, body: object): Promise<string> {
  const made = await user.call("POST", "/api/v1/auth/tokens", { body });
  if (made.status !== 200) throw new Error(`${made.status} ${made.text}`);
  return String(made.body["token"]);
}

async function revokeTokens(user: RestClient): Promise<void> {
  const listed = await user.call("GET", "/api/v1/auth/tokens");
  for (const { id } of listed.body["tokens"] as { id: string }[])
    await user.call("DELETE", `/api/v1/auth/tokens/${id}`);
}
