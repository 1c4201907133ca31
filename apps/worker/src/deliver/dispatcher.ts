import type { AttemptRecord, ClaimedDelivery } from "@understudy/database";
import { failpoint, type Logger } from "@understudy/runtime";
import { type AttemptRecorder, createAttemptRecorder } from "./attempt-recorder.ts";
import { type ClaimLoop, type ClaimLoopOptions, createClaimLoop } from "./claim-loop.ts";
import type { DeliverySlots } from "./delivery-slots.ts";
import { createHeldDeliveries, type HeldDeliveries } from "./held-deliveries.ts";
import { createSendQueue, type SendQueue } from "./send-queue.ts";
import { type CircuitWatchOptions, createCircuitWatch } from "./watch-circuits.ts";
import { watchClaims } from "./watch-claims.ts";

/** Claims what is due, sends it, records what came of it (design 9). */
export interface Dispatcher {
  /** Something may be due. Returns at once. */
  poke: () => void;
  /** Call now and then: looks for what nobody was told of, and gives back what waits behind attempts that hang. */
  sweep: () => void;
  /** Something may be due now, and after each of these waits (milliseconds). Returns at once. */
  pokeNowAndAfter: (delaysMs: readonly number[]) => void;
  /** Claims nothing more, waits a while for attempts under way, gives back the rest: they are made again elsewhere. */
  stop: () => Promise<void>;
}

export interface DispatcherOptions {
  slots: DeliverySlots;
  claim: ClaimLoopOptions["claim"];
  /** Tries once; never rejects. */
  attempt: (delivery: ClaimedDelivery) => Promise<AttemptRecord>;
  record: (attempts: readonly AttemptRecord[]) => Promise<readonly number[]>;
  giveBack: (deliveries: readonly ClaimedDelivery[]) => Promise<void>;
  /** Gives back what this worker owns, but for these. */
  giveBackAllBut: (heldIds: readonly string[]) => Promise<void>;
  circuits: Pick<CircuitWatchOptions, "open" | "close">;
  log: Logger;
}

const claimRetryDelayMs = 500;
/** How long attempts that are under way may take to end when the worker stops. */
const drainMs = 8_000;

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { slots, giveBack, log } = options;
  const held = createHeldDeliveries(slots);
  const alarms = createAlarms(() => loop.poke());
  const circuits = createCircuitWatch({ ...options.circuits, log, onClosed: () => loop.poke() });

  const pokeNowAndAfter = (delaysMs: readonly number[]): void => {
    for (const ms of delaysMs) alarms.set(ms);
    loop.poke();
  };

  const recorder = createAttemptRecorder({
    write: options.record,
    log,
    onRecorded(attempts, releasedInMs) {
      failpoint("after-record");
      for (const { deliveryId, retryInMs } of attempts) {
        held.letGo(deliveryId);
        if (retryInMs !== null) alarms.set(retryInMs);
      }
      queue.goOn();
      // Room has come free, and deliveries that waited for these may be due.
      pokeNowAndAfter(releasedInMs);
    },
  });

  const queue = createSendQueue({
    slots,
    attempt: options.attempt,
    onAttempted(delivery, attempted, hasHungOften) {
      failpoint("after-send");
      recorder.record(attempted);
      circuits.note(delivery, attempted, hasHungOften);
    },
  });

  const loop = createClaimLoop({
    room: slots.room,
    claim: watchClaims(options.claim, () => options.giveBackAllBut(held.ids())),
    take(deliveries) {
      held.add(deliveries);
      queue.add(deliveries);
    },
    onError(error) {
      log.warn({ event: "claim.failed", error: String(error) }, "Deliveries could not be claimed; trying again");
      alarms.set(claimRetryDelayMs);
    },
  });

  return {
    poke: loop.poke,
    sweep() {
      void giveBackStuck({ queue, held, giveBack }).then(loop.poke);
    },
    pokeNowAndAfter,
    stop: () => stopAll({ alarms, loop, queue, recorder, giveBack }),
  };
}

async function stopAll({ alarms, loop, queue, recorder, giveBack }: Stopped): Promise<void> {
  alarms.clear();
  await loop.stop();
  // What can't be given back is released by others, when this process is gone.
  await giveBack(queue.stop()).catch(() => undefined);
  const unfinished = await queue.drain(drainMs);
  await recorder.drain();
  await giveBack(unfinished).catch(() => undefined);
}

interface Stopped {
  alarms: Pick<ReturnType<typeof createAlarms>, "clear">;
  loop: Pick<ClaimLoop, "stop">;
  queue: Pick<SendQueue, "stop" | "drain">;
  recorder: Pick<AttemptRecorder, "drain">;
  giveBack: DispatcherOptions["giveBack"];
}

/** Others may send what waits behind attempts that hang, and its room is for lanes that move. */
async function giveBackStuck({
  queue,
  held,
  giveBack,
}: Pick<DispatcherOptions, "giveBack"> & { queue: SendQueue; held: HeldDeliveries }): Promise<void> {
  const stuck = queue.takeStuck();
  if (stuck.length === 0) return;
  try {
    await giveBack(stuck);
    for (const { id } of stuck) held.letGo(id);
  } catch {
    queue.add(stuck);
  }
}

/** Calls back after a while, for each time that is set; none after `clear`. */
function createAlarms(ring: () => void): { set: (ms: number) => void; clear: () => void } {
  const timers = new Set<NodeJS.Timeout>();
  return {
    set(ms) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        ring();
      }, ms);
      timers.add(timer);
    },
    clear() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
