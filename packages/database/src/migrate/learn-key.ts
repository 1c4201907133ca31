import { AppError } from "@understudy/domain";
import type { Client } from "pg";

/** Fingerprints of SECRET_KEY and SECRET_KEY_PREVIOUS. */
interface Given {
  secretKeyFingerprint: Buffer;
  previousKeyFingerprint?: Buffer | null;
}

interface Known {
  /** Of the key that this installation runs with. */
  current: Buffer;
  /** Of the one before, while something may be sealed with it; null: nothing is. */
  previous: Buffer | null;
}

/**
 * Refuses a SECRET_KEY that is not this database's, unless its own one is given as the previous one: then it is rotated, and the job
 * re-encryption has to do. Refuses to be without the previous key as long as something may be sealed with it. The caller holds the migration lock.
 */
export async function learnKey(client: Client, given: Given): Promise<void> {
  const { rows } = await client.query<Known>(
    "select secret_key_fingerprint as current, previous_key_fingerprint as previous from installation where id = 1",
  );
  const [known] = rows;
  if (known === undefined) throw new Error("the installation has no row");
  const { secretKeyFingerprint: key, previousKeyFingerprint: previous = null } = given;
  const isRotation = !known.current.equals(key);
  if (isRotation && (previous === null || !known.current.equals(previous))) {
    throw refusal("SECRET_KEY: is not the key that this database was made with; set that one again");
  }
  const needed = known.previous;
  const isAtHand = needed === null || needed.equals(key) || (previous !== null && needed.equals(previous));
  if (!isAtHand) {
    throw refusal(
      isRotation
        ? "SECRET_KEY: can't be changed again before the job re-encryption is done; set the two keys of before"
        : "SECRET_KEY_PREVIOUS: is needed until the job re-encryption is done; set the key of before again",
    );
  }
  if (!isRotation) return;
  await client.query(
    "update installation set secret_key_fingerprint = $1, previous_key_fingerprint = secret_key_fingerprint where id = 1",
    [key],
  );
}

function refusal(message: string): AppError {
  return new AppError("unavailable", message);
}
