import type { NewDelivery } from "@understudy/database";
import { type ChaosEffect, decodeMessage, encodeMessage, heldBackMsOf } from "@understudy/domain";
import { createDeliveryId } from "./ids.ts";

/** A delivery as chaos leaves it: not sent at all, or held back. */
export function befallDelivery(delivery: NewDelivery, effects: readonly ChaosEffect[]): NewDelivery {
  if (effects.some(({ kind }) => kind === "drop")) {
    return { ...delivery, state: "skipped", stateReason: "chaos dropped it" };
  }
  const heldBackMs = heldBackMsOf(effects);
  if (heldBackMs === 0) return delivery;
  return {
    ...delivery,
    dueInMs: delivery.dueInMs + heldBackMs,
    delayMs: (delivery.delayMs ?? 0) + heldBackMs,
  };
}

/**
 * The copies that chaos makes of a delivery: deliveries of their own that go out with its id, at its time and by its policy. Nobody waits
 * for them.
 */
export function makeCopies(delivery: NewDelivery): NewDelivery[] {
  if (delivery.message === null || (delivery.state !== "pending" && delivery.state !== "waiting")) return [];
  const message = decodeMessage(delivery.message.head.toString());
  const effects = message.chaos ?? [];
  const duplicate = effects.find(({ kind }) => kind === "duplicate");
  if (duplicate?.kind !== "duplicate") return [];
  const others = effects.filter(({ kind }) => kind !== "duplicate");
  const chaos: ChaosEffect[] = [{ kind: "copy", of: delivery.id }, ...others];
  const head = Buffer.from(encodeMessage({ ...message, chaos }));
  return Array.from({ length: duplicate.copies }, () => ({
    ...delivery,
    id: createDeliveryId(),
    message: { head, body: delivery.message?.body ?? null },
    isSynchronous: false,
  }));
}
