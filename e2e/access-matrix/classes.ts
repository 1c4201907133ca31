/** Who asks, in every row of the access matrix. All but the last four are signed in as themselves. */
export const actorNames = [
  "anonymous",
  "otherOwner",
  "viewer",
  "editor",
  "owner",
  "admin",
  "support",
  "expired",
  "revoked",
  "lacking",
  "elsewhere",
] as const;
export type ActorName = (typeof actorNames)[number];

/**
 * What is asked for: a thing of the namespace "own", in which viewer, editor and owner have their roles; one of "foreign", which belongs
 * to otherOwner; one that does not exist. admin and support have system roles only. expired and revoked hold API tokens of owner that
 * count no longer, lacking one that may do something else only. elsewhere owns both namespaces, and holds a token that is bound to "foreign".
 */
export const targets = ["own", "foreign", "missing"] as const;
export type Target = (typeof targets)[number];

/** Expected statuses: for own, foreign and missing, or a single one where nothing is named. 200 stands for success. */
export type Access = Readonly<Record<ActorName, string>>;

/** Reads something of a namespace. */
export const look: Access = {
  //          own foreign missing
  anonymous: "401 401 401",
  otherOwner: "404 200 404",
  viewer: "200 404 404",
  editor: "200 404 404",
  owner: "200 404 404",
  admin: "200 200 404",
  support: "200 200 404",
  expired: "401 401 401",
  revoked: "401 401 401",
  lacking: "403 404 404",
  elsewhere: "404 200 404",
};

/** Changes something of a namespace. Support sees everything and changes nothing, so that it is refused before anything is looked for. */
export const edit: Access = { ...look, viewer: "403 404 404", support: "403 403 403" };

/** The same, where the thing is looked for first: it alone says which namespace it is in. */
export const editFound: Access = { ...edit, support: "403 403 404" };

/** Changes the namespace itself, or who belongs to it. */
export const own: Access = { ...edit, editor: "403 404 404" };

/** What is each user's own, such as their tokens: "own" is the actor's, "foreign" is another user's. */
export const mine: Access = {
  anonymous: "401 401 401",
  otherOwner: "200 404 404",
  viewer: "200 404 404",
  editor: "200 404 404",
  owner: "200 404 404",
  admin: "200 200 404",
  support: "200 404 404",
  expired: "401 401 401",
  revoked: "401 401 401",
  lacking: "403 403 403",
  elsewhere: "200 404 404",
};

/** Open to everybody, whatever token they show. */
export const open = everybody("200");

/** For whoever is somebody: says nothing that depends on who. */
export const known = everybody("200", { anonymous: "401", expired: "401", revoked: "401" });

/** For those with the action, wherever they are. */
export const knownWithAction: Access = { ...known, lacking: "403" };

/** For whoever is signed in as themselves, whatever comes of it; no API token changes an account. */
export function ownAccount(status = "200"): Access {
  return everybody(status, { anonymous: "401", expired: "401", revoked: "401", lacking: "403", elsewhere: "403" });
}

/** For admins of the installation. */
export const administer = everybody("403", { anonymous: "401", expired: "401", revoked: "401", admin: "200" });

/** The same of one thing, which is "own" if it exists: nobody else learns whether it does. */
export const administerOne = onlyExisting(administer);

/** For admins, and for support, who look at everything. */
export const oversee: Access = { ...administer, support: "200" };
export const overseeOne = onlyExisting(oversee);

/** The same for all, but for some. */
export function everybody(status: string, others: Partial<Access> = {}): Access {
  const all = Object.fromEntries(actorNames.map((name) => [name, status])) as Access;
  return { ...all, ...others };
}

function onlyExisting(access: Access): Access {
  const entries = actorNames.map((name) => {
    const status = access[name];
    return [name, `${status} ${status} ${status === "200" ? "404" : status}`] as const;
  });
  return Object.fromEntries(entries) as Access;
}
