import type { Management } from "../packages/management/src/index.ts";

/** What a resolver left to be sent for the calls of a mock: state, why, and the body as JSON. */
export async function listSentCallbacks(management: Management, mockId: string) {
  const deliveries = await management.db.delivery.findMany({ where: { mockId }, orderBy: { id: "asc" } });
  return Promise.all(
    deliveries.map(async ({ id, state, stateReason }) => {
      const message = await management.db.message.findFirst({ where: { deliveryId: id } });
      const body: unknown = message?.body ? JSON.parse(Buffer.from(message.body).toString()) : null;
      return { state, stateReason, body };
    }),
  );
}
