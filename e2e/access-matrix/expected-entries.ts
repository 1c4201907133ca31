import type { ActorName } from "./classes.ts";
import type { MadeCall } from "./run-row.ts";

/** Entries of the audit trail that one call leaves. */
export interface Entries {
  done: number;
  denied: number;
}

/** Calls of an operation that leave something else than others of their kind. */
interface Exception extends Partial<Entries> {
  /** Absent: those that succeed. */
  status?: number;
  /** Absent: each. */
  actor?: ActorName;
  because: string;
}

const asks: Exception = { because: "it asks something, and changes nothing" };
const sends: Exception = { because: "it sends a test event, which is a delivery, and changes nothing" };
const tries: Exception = { because: "it is a trial" };
const findsNone: Exception = { because: "there is nothing that it could change" };
const isSoAlready: Exception = { because: "it is so already" };
const wrongPassword: Exception = { status: 400, denied: 1, because: "a wrong password is a denied attempt" };
const wrongCode: Exception = { status: 400, denied: 1, because: "a wrong code is a denied attempt" };

const exceptions: Readonly<Record<string, Exception>> = {
  "POST /api/v1/auth/sign-up": { status: 403, because: "nobody is known yet: it is refused to everybody" },
  "POST /api/v1/auth/login": { status: 401, denied: 1, because: "a refused sign-in is a denied attempt" },
  "POST /api/v1/auth/change-password": wrongPassword,
  "account.changePassword": wrongPassword,
  "POST /api/v1/me/second-factor/confirm": wrongCode,
  "secondFactor.confirm": wrongCode,
  "DELETE /api/v1/admin/users/{id}/second-factor": findsNone,
  "identities.startConnecting": { because: "it sets a cookie; what is connected is told when they come back" },
  "identities.disconnect": findsNone,
  "GET /api/v1/admin/backups/download": { done: 1, because: "who takes everything away is told of" },
  "POST /api/v1/admin/backups/restore": tries,
  "backups.restore": tries,
  "PUT /api/v1/admin/trash/settings/global": isSoAlready,
  "POST /api/v1/admin/trash/purge-now": findsNone,
  "POST /api/v1/namespaces/{ns}/webhooks/{id}/test": sends,
  "POST /api/v1/admin/webhooks/{id}/test": sends,
  "eventWebhooks.test": sends,
  "POST /api/v1/namespaces/copy-mocks": findsNone,
  "POST /api/v1/mocks/copy-to-namespace": {
    ...{ status: 404, actor: "elsewhere", denied: 1 },
    because: "the target is named, and is hidden from them",
  },
  "POST /api/v1/mocks/explain": asks,
  "POST /api/v1/mocks/preview": asks,
  "DELETE /api/v1/mocks/chains/{chainId}": findsNone,
  "POST /api/v1/deliveries/cancel": findsNone,
  "POST /api/v1/deliveries/redeliver": findsNone,
  "POST /api/v1/deliveries/wait": asks,
  "deliveries.changeMany": findsNone,
  "POST /api/v1/requests/verify": asks,
  "DELETE /api/v1/undefined-requests": findsNone,
  "DELETE /api/v1/undefined-requests/all": findsNone,
};

/**
 * A write that succeeds leaves one entry, a read none. Who is refused (403) leaves one, and who names what is hidden from them (404) too. What
 * is wrong, what is not there, and somebody who is nobody (401) leave none.
 */
export function expectEntries(call: MadeCall): Entries {
  const exception = exceptions[call.operation.label];
  const isMeant =
    exception !== undefined &&
    (exception.status ?? 200) === call.status &&
    (exception.actor ?? call.actor) === call.actor;
  return isMeant ? { done: 0, denied: 0, ...exception } : usualEntries(call);
}

function usualEntries(call: MadeCall): Entries {
  const { operation, status } = call;
  if (status < 300) return { done: operation.isRead ? 0 : 1, denied: 0 };
  return { done: 0, denied: status === 403 || (status === 404 && namesHidden(call)) ? 1 : 0 };
}

/** Whether what was asked for is nothing that its asker may see, rather than missing. */
function namesHidden({ operation, actor, target }: MadeCall): boolean {
  if (target === null) return false;
  const isMissing = target === "missing";
  const seesAll = actor === "admin" || actor === "support";
  switch (howNamed(operation)) {
    // Whether a namespace is there that they may not see is not looked at.
    case "in its namespace":
      return !(isMissing && seesAll);
    case "by its id alone":
      return !isMissing;
    // Ids of mocks and folders are their namespace's. One without it is in `sandbox`, which is hidden from most; the token's, if it is bound to one.
    case "where it is usual":
      return !(isMissing && seesAll) && actor !== "elsewhere";
    // Each is looked for among what they see: others of these ids are other mocks.
    case "among what is seen":
      return false;
  }
}

const inNamespaces: ReadonlySet<string | undefined> = new Set(["mock", "deletedMock", "folder"]);
/** They are given a namespace, for the page, and look by id. */
const byId = new Set(["deliveries.get", "requests.get"]);

function howNamed({ label, row }: MadeCall["operation"]) {
  if (byId.has(label)) return "by its id alone";
  if (JSON.stringify([label, row.query, row.body]).includes("{ns}")) return "in its namespace";
  if (!inNamespaces.has(row.thing)) return "by its id alone";
  return JSON.stringify(row.body ?? null).includes('"ids"') ? "among what is seen" : "where it is usual";
}
