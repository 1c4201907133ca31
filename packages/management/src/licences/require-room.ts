import { countMocksOf, countUse, lockLimits, type Transaction } from "@understudy/database";
import { AppError, type LimitName } from "@understudy/domain";
import { limitsInForce, type LicenceReader } from "./read-licences.ts";

/** What a transaction can add that is limited. */
type Counted = Exclude<LimitName, "deliveriesPerDay">;

/**
 * Throws `forbidden` when there is more than the limits allow. Call it when all is added, and only where something is: what is there
 * already may be more, since licences end. Nothing that others may hold is waited for behind it, so that nobody waits in a circle.
 */
export async function requireRoom(reader: LicenceReader, tx: Transaction, added: readonly Counted[]): Promise<void> {
  const known = await limitsInForce(reader, tx);
  if (added.every((name) => known[name] === null)) return;
  await lockLimits(tx);
  // Read again: licences, too, are changed under the lock.
  const limits = await limitsInForce(reader, tx);
  const used = await countUse(tx);
  for (const name of added) {
    const max = limits[name];
    if (max !== null && used[name] > max) throw limitReached(name, max);
  }
}

/** The same for deleted namespaces that were made live again, with their mocks. */
export async function requireRoomForRestored(
  reader: LicenceReader,
  tx: Transaction,
  namespaces: readonly string[],
): Promise<void> {
  if (namespaces.length === 0) return;
  const counts = await Promise.all(namespaces.map((namespace) => countMocksOf(tx, namespace)));
  const hasMocks = counts.some((count) => count > 0);
  await requireRoom(reader, tx, hasMocks ? ["namespaces", "mocks"] : ["namespaces"]);
}

/** Notices whether a transaction adds mocks. */
export interface MockRoom {
  /** Call for each namespace before its mocks are changed, when its version is raised. */
  look: (namespace: string) => Promise<void>;
  /** Call when all is changed. Throws `forbidden` when mocks were added and there are more than the limits allow. */
  check: () => Promise<void>;
}

/** Null: mocks are not limited. */
export async function openMockRoom(reader: LicenceReader, tx: Transaction): Promise<MockRoom | null> {
  if ((await limitsInForce(reader, tx)).mocks === null) return null;
  const before = new Map<string, number>();
  return {
    async look(namespace) {
      if (!before.has(namespace)) before.set(namespace, await countMocksOf(tx, namespace));
    },
    async check() {
      for (const [namespace, count] of before) {
        if ((await countMocksOf(tx, namespace)) > count) return requireRoom(reader, tx, ["mocks"]);
      }
    },
  };
}

const nouns: Record<Counted, string> = { users: "user", namespaces: "namespace", mocks: "mock" };

/** Clients look for the words (contract C3.2). */
function limitReached(name: Counted, max: number): AppError {
  const noun = nouns[name];
  const count = `${max} ${noun}${max === 1 ? "" : "s"}`;
  const counted = name === "users" ? `${count} besides the first admin` : count;
  return new AppError(
    "forbidden",
    `${noun} limit reached: this installation may have ${counted} by its license; an admin can activate another license, or remove what is not needed`,
  );
}
