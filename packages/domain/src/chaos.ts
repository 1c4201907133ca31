import { z } from "zod";
import type { Problem } from "./app-error.ts";
import { answerTimeMsMax } from "./latency.ts";

const probabilityRule = "must be a probability, 0 to 1";
/** How many of the deliveries it befalls: 0 none, 1 all. */
const probability = z.number(probabilityRule).min(0, probabilityRule).max(1, probabilityRule);
const waitRule = `must be whole milliseconds, 1 to ${answerTimeMsMax}`;
const wait = z.int(waitRule).min(1, waitRule).max(answerTimeMsMax, waitRule);
const copiesMax = 10;
const copiesRule = `must be 1 to ${copiesMax}`;
const seedRule = "must be a number or a text of at most 200 characters: the same seed makes the same run";

/** `chaos` of a callback: what befalls its deliveries, drawn from a seed so that a run repeats (docs/chaos.md). */
export const ChaosSchema = z.object({
  seed: z.union([z.number(), z.string().max(200, seedRule)], seedRule),
  /** A template: deliveries with the same text fare alike. Absent: each use of the mock is drawn for. */
  key: z.string().max(1000).optional(),
  /** Nothing is sent. */
  drop: z.object({ probability }).optional(),
  /** It is sent more than once, with the same id. `copies` beside the first one; 1 when absent. */
  duplicate: z
    .object({ probability, copies: z.int(copiesRule).min(1, copiesRule).max(copiesMax, copiesRule).optional() })
    .optional(),
  /** It is held back for up to this long, so that later ones overtake it. */
  reorder: z.object({ probability, windowMs: wait }).optional(),
  /** It is held back for exactly this long. */
  late: z.object({ probability, ms: wait }).optional(),
  /** The body ends too early. */
  truncate: z.object({ probability }).optional(),
  /** The content type says something that the body is not. */
  wrongContentType: z.object({ probability }).optional(),
});
export type Chaos = z.infer<typeof ChaosSchema>;

/** What chaos did to one delivery, as its message keeps it. */
export const ChaosEffectSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("drop") }),
  z.object({ kind: z.literal("duplicate"), copies: z.int() }),
  /** This is a copy of another delivery, whose id it is sent with. */
  z.object({ kind: z.literal("copy"), of: z.string() }),
  z.object({ kind: z.literal("reorder"), heldBackMs: z.int() }),
  z.object({ kind: z.literal("late"), heldBackMs: z.int() }),
  /** Bytes that are left of a body, and that it had. */
  z.object({ kind: z.literal("truncate"), bytes: z.int(), bytesBefore: z.int() }),
  /** What the content type was. */
  z.object({ kind: z.literal("wrongContentType"), before: z.string() }),
]);
export type ChaosEffect = z.infer<typeof ChaosEffectSchema>;

/** How long chaos can hold a delivery back. */
export function heldBackMsMax(chaos: Chaos | undefined): number {
  return (chaos?.late?.ms ?? 0) + (chaos?.reorder?.windowMs ?? 0);
}

/** How long it does. */
export function heldBackMsOf(effects: readonly ChaosEffect[]): number {
  return effects.reduce((sum, effect) => sum + ("heldBackMs" in effect ? effect.heldBackMs : 0), 0);
}

/** The id that goes out with a delivery: that of the one whose copy it is, or its own. */
export function sentIdOf(effects: readonly ChaosEffect[] | undefined, deliveryId: string): string {
  return effects?.find((effect) => effect.kind === "copy")?.of ?? deliveryId;
}

/** What of a callback decides whether chaos can befall it. */
interface Befallen {
  type?: string | undefined;
  after?: string | undefined;
  chaos?: Chaos | undefined;
}

/** Parts of a callback's chaos that can't befall it; the paths are below the callback. */
export function findIgnoredChaos({ chaos, ...callback }: Befallen): Problem[] {
  if (chaos === undefined) return [];
  if (callback.after !== undefined && JSON.stringify(callback).includes("$.cb.")) {
    const message = "has no effect where the message uses the answer of another callback ($.cb): it is rendered later";
    return [{ path: ".chaos", message }];
  }
  if (callback.type !== "kafka" || chaos.wrongContentType === undefined) return [];
  return [{ path: ".chaos.wrongContentType", message: "has no effect: a Kafka message has no content type" }];
}
