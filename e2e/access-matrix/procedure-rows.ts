import { type Access, edit, editFound, known, look, mine, ownAccount } from "./classes.ts";
import { plain, type Row } from "./row.ts";

/** A procedure takes its input as `body`, whether it is a query or a mutation. */
export interface ProcedureRow extends Row {
  kind: "query" | "mutation";
}

/** The dashboard is asked with a session and nothing else: no API token is anybody there. */
function sessionOnly(access: Access): Access {
  const single = !access.owner.includes(" ");
  const nobody = single ? "401" : "401 401 401";
  return { ...access, lacking: nobody, elsewhere: nobody };
}

const query = (access: Access, options: Omit<Row, "access"> = {}): ProcedureRow => ({
  ...plain(sessionOnly(access), options),
  kind: "query",
});
const mutation = (access: Access, options: Omit<Row, "access"> = {}): ProcedureRow => ({
  ...plain(sessionOnly(access), options),
  kind: "mutation",
});

const named = { namespace: "{ns}" };
const one = { namespace: "{ns}", id: "{id}" };
const many = { namespace: "{ns}", mockId: "none", change: "cancel" };

/** Every tRPC procedure of the dashboard. */
export const procedureRows: Readonly<Record<string, ProcedureRow>> = {
  "namespaces.list": query(known),
  "mocks.list": query(look, { body: named }),
  "mocks.get": query(look, { thing: "mock", body: one }),
  "mocks.delete": mutation(edit, { thing: "mock", body: one }),
  "deliveries.list": query(look, { body: named }),
  "deliveries.get": query(look, { thing: "failedDelivery", body: one }),
  "deliveries.redeliver": mutation(editFound, { thing: "failedDelivery", body: { id: "{id}" } }),
  "deliveries.cancel": mutation(editFound, { thing: "pendingDelivery", body: { id: "{id}" } }),
  "deliveries.countChangeable": query(edit, { body: many }),
  "deliveries.changeMany": mutation(edit, { body: { ...many, cursor: null } }),
  "requests.list": query(look, { body: named }),
  "requests.get": query(look, { thing: "request", body: one }),
  "secondFactor.get": query(ownAccount()),
  "secondFactor.enrol": mutation(ownAccount()),
  "secondFactor.confirm": mutation(ownAccount("400"), { thing: "enrolment", body: { code: "000000" } }),
  "secondFactor.renewRecoveryCodes": mutation(ownAccount("409"), { body: { password: "wrong" } }),
  "secondFactor.remove": mutation(ownAccount("409"), { body: { password: "wrong" } }),
  "tokens.list": query(known),
  "tokens.create": mutation(known, { body: { name: "{new}" } }),
  "tokens.revoke": mutation(mine, { thing: "token", body: { id: "{id}" } }),
};
