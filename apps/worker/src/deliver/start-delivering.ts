import {
  claimDeliveries,
  closeCircuit,
  openCircuit,
  type Pool,
  recordAttempts,
  releaseDeliveries,
  releaseDeliveriesBut,
} from "@understudy/database";
import {
  createHttpTransport,
  createKafkaTransport,
  createRabbitMqTransport,
  type Transports,
} from "@understudy/delivery";
import type { Sealing } from "@understudy/domain";
import {
  createDestinationGuard,
  createGuardedAgent,
  type DestinationGuard,
  type GuardOptions,
  hopsMax,
} from "@understudy/egress";
import { failpoint, type Logger, type Tracer } from "@understudy/runtime";
import { createAttempter } from "./attempt.ts";
import { createDeliverySlots } from "./delivery-slots.ts";
import type { DeliveryMeter } from "./delivery-meter.ts";
import { createDispatcher, type Dispatcher } from "./dispatcher.ts";
import { startSettling } from "./start-settling.ts";

export interface DeliveringOptions {
  pool: Pool;
  /** For claims and records alone. */
  queuePool: Pool;
  /** The key by which this worker owns deliveries; null while it may not claim. */
  owner: () => number | null;
  guard: GuardOptions;
  /** WEBHOOK_POOL_SIZE. */
  poolSize: number;
  hopsKey: Uint8Array;
  sealing: Sealing;
  version: string;
  meter: DeliveryMeter;
  /** Null: nobody wants traces. */
  tracer: Tracer | null;
  log: Logger;
}

/** Concurrent calls of our own stubs at each depth of a chain, so that a call only ever waits for a deeper one (design 12). */
const ownPlacesPerDepth = 20;
/** A crash, or a wake-up that was lost, leaves deliveries that nobody is told of. */
const sweepIntervalMs = 1_000;

/** Puts the sending of deliveries together. */
export function startDelivering(options: DeliveringOptions): Pick<Dispatcher, "poke" | "stop"> {
  const { pool, log, owner } = options;
  const guard = createDestinationGuard(options.guard);
  const transports = createTransports(options, guard);
  const ownerNow = (): number => {
    const key = owner();
    if (key === null) throw new Error("this worker is not registered while the database is away");
    return key;
  };
  const dispatcher = createDispatcher({
    slots: createDeliverySlots({
      outside: options.poolSize,
      perDepth: ownPlacesPerDepth,
      depths: hopsMax,
      now: () => performance.now(),
    }),
    claim: async (request) => claimDeliveries(options.queuePool, { ...request, owner: ownerNow() }),
    attempt: createAttempter({
      transports,
      sealing: options.sealing,
      meter: options.meter,
      tracer: options.tracer,
      log,
    }),
    async record(attempts) {
      const { isUnsettled, delaysMs } = await recordAttempts(options.queuePool, ownerNow(), attempts);
      failpoint("before-settle");
      if (isUnsettled) settling.poke();
      return delaysMs;
    },
    giveBack: async (deliveries) => releaseDeliveries(pool, ownerNow(), deliveries),
    giveBackAllBut: async (heldIds) => releaseDeliveriesBut(pool, ownerNow(), heldIds),
    circuits: { open: (circuit) => openCircuit(pool, circuit), close: (target) => closeCircuit(pool, target) },
    log,
  });
  const settling = startSettling({ pool, log, sealing: options.sealing, guard, onSettled: dispatcher.pokeNowAndAfter });
  const sweep = setInterval(() => {
    dispatcher.sweep();
    settling.poke();
  }, sweepIntervalMs);
  return {
    ...dispatcher,
    async stop() {
      clearInterval(sweep);
      await dispatcher.stop();
      await settling.stop();
      for (const transport of Object.values(transports)) transport.close();
    },
  };
}

/** One guard judges for all of them. */
function createTransports({ hopsKey, version }: DeliveringOptions, guard: DestinationGuard): Transports {
  return {
    http: createHttpTransport({ agent: createGuardedAgent(guard), hopsKey, version }),
    kafka: createKafkaTransport({ guard }),
    rabbitmq: createRabbitMqTransport({ guard }),
  };
}
