import { randomUUID, timingSafeEqual } from "node:crypto";
import {
  findIdempotentRequest,
  keepIdempotentAnswer,
  type KnownRequest,
  releaseIdempotencyKey,
  takeIdempotencyKey,
} from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";

/** What a request was answered, as it can be given again. */
export interface KeptAnswer {
  status: number;
  headers: [name: string, value: string][];
  body: string;
}

/** A request that its sender wants done once. */
export interface OnceRequest<Answer> {
  key: string;
  /** SHA-256: two with the same are the same request. */
  requestHash: Buffer;
  /** Does it. `kept`: what is to be given again; null, when it failed. */
  run: () => Promise<{ answer: Answer; kept: KeptAnswer | null }>;
}

const limits = {
  // Longer than any request takes: the front door gives none more than two minutes.
  runSecondsMax: 180,
  keysMax: 10_000,
  answersMax: 64 * 1024 * 1024,
};
/** A larger answer is not kept: that it was given is. */
const answerBytesMax = 1024 * 1024;

type Begun<Answer> = { kind: "ran"; answer: Answer } | { kind: "replayed"; answer: KeptAnswer };

/**
 * Runs a request unless the actor had it done under this key in the last 24 hours: then what it was answered is given again. What fails
 * keeps no key. Of any number that come at once one runs, the others are a `conflict`. Throws `key_reused` when the key is another
 * request's, `rate_limit` when the actor has more keys than are kept.
 */
export async function runOnce<Answer>(
  management: Management,
  actor: Actor,
  { key, requestHash, run }: OnceRequest<Answer>,
): Promise<Begun<Answer>> {
  const own = { actor: nameActor(actor), key };
  const runId = randomUUID();
  const known = await takeKey(management, { ...own, runId, requestHash });
  if (known !== null) return { kind: "replayed", answer: openKnown(management, known, requestHash) };
  const { answer, kept } = await runOrRelease(management, { ...own, runId }, run);
  if (kept === null) {
    await releaseIdempotencyKey(management.db, { ...own, runId });
  } else {
    const text = JSON.stringify(kept);
    // Sealed, because it may be the one time that a secret is shown.
    const sealed = Buffer.byteLength(text) > answerBytesMax ? null : management.sealing.seal(text);
    await keepIdempotentAnswer(management.db, { ...own, runId, status: kept.status, answer: sealed });
  }
  return { kind: "ran", answer };
}

/** A user's key is not that of a token that speaks for the user. */
function nameActor({ userId, token }: Actor): string {
  return token === null ? `user:${userId}` : `token:${token.id}`;
}

/** Takes a key; what is known of it, if somebody has it. */
async function takeKey(
  { db }: Management,
  run: { actor: string; key: string; runId: string; requestHash: Buffer },
): Promise<KnownRequest | null> {
  // Whoever had it may let it go between the two questions.
  for (let tries = 0; tries < 3; tries += 1) {
    if (await takeIdempotencyKey(db, run, limits)) return null;
    const known = await findIdempotentRequest(db, run);
    if (known !== null) return known;
  }
  throw new AppError(
    "rate_limit",
    `at most ${limits.keysMax} idempotency keys with ${limits.answersMax / 1024 / 1024} MiB of answers are kept for 24 hours`,
  );
}

async function runOrRelease<Result>(
  management: Management,
  own: { actor: string; key: string; runId: string },
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    await releaseIdempotencyKey(management.db, own);
    throw error;
  }
}

function openKnown({ sealing }: Management, known: KnownRequest, requestHash: Buffer): KeptAnswer {
  if (!timingSafeEqual(known.requestHash, requestHash)) {
    throw new AppError(
      "key_reused",
      "this Idempotency-Key was sent with another request; take a new key for each request",
    );
  }
  if (known.status === null) {
    throw new AppError("conflict", "the request with this Idempotency-Key is still under way; ask again in a moment");
  }
  if (known.answer === null) {
    throw new AppError(
      "conflict",
      `the request with this Idempotency-Key was done and answered ${known.status}; its answer was too large to be kept`,
    );
  }
  return JSON.parse(sealing.open(known.answer)) as KeptAnswer;
}
