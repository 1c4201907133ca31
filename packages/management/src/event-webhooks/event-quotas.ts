import { findNamespace, type NewEventDelivery, readUsedQuotas, type Transaction } from "@understudy/database";
import { installationScope, type NamespaceQuotas } from "@understudy/domain";

/** The installation's own: as many as a namespace may have when nobody has said anything else. */
const installationQuotas: NamespaceQuotas = { pendingDeliveries: 100_000, deliveriesPerMinute: null };

/**
 * These deliveries, those that would go beyond a quota of their namespace as skipped, without a message. The change itself goes on: it is
 * not for whoever listens to stop it.
 */
export async function withinQuotas(
  tx: Transaction,
  deliveries: readonly NewEventDelivery[],
): Promise<NewEventDelivery[]> {
  const groups = [...Map.groupBy(deliveries, ({ namespace }) => namespace)];
  const kept: NewEventDelivery[] = [];
  for (const [namespace, group] of groups) {
    const quotas = await findQuotas(tx, namespace);
    const used = await readUsedQuotas(tx, { namespace, quotas, now: Date.now() });
    const pendingLeft = quotas.pendingDeliveries - used.pending;
    const minuteLeft = quotas.deliveriesPerMinute === null ? Infinity : quotas.deliveriesPerMinute - used.lastMinute;
    let taken = 0;
    for (const delivery of group) {
      const excess = taken >= pendingLeft ? tooManyPending(quotas) : taken >= minuteLeft ? tooManyMade(quotas) : null;
      if (delivery.state === "pending" && excess === null) taken += 1;
      kept.push(delivery.state !== "pending" || excess === null ? delivery : skipped(delivery, excess));
    }
  }
  return kept;
}

async function findQuotas(tx: Transaction, namespace: string): Promise<NamespaceQuotas> {
  if (namespace === installationScope) return installationQuotas;
  return (await findNamespace(tx, namespace))?.quotas ?? installationQuotas;
}

function skipped(delivery: NewEventDelivery, excess: string): NewEventDelivery {
  return { ...delivery, state: "skipped", stateReason: `quota: ${excess}`, message: null };
}

function tooManyPending({ pendingDeliveries }: NamespaceQuotas): string {
  return `there may be ${pendingDeliveries} deliveries that are not final, and this one would go beyond`;
}

function tooManyMade({ deliveriesPerMinute }: NamespaceQuotas): string {
  return `${deliveriesPerMinute ?? 0} deliveries a minute may be made, and this one would go beyond`;
}
