import type { EmbeddedDatabase } from "../../test/embedded-database.ts";
import { type Entries, expectEntries } from "./expected-entries.ts";
import type { MadeCall } from "./run-row.ts";

interface Left extends Entries {
  operations: string[];
}

/** Compares what calls left in the audit trail with what they should. Returns the differences, in words. */
export async function compareTrail(database: EmbeddedDatabase, calls: readonly MadeCall[]): Promise<string[]> {
  const left = await readLeft(database);
  return calls.flatMap((call) => {
    const expected = expectEntries(call);
    const { done, denied, operations } = left.get(call.from) ?? { done: 0, denied: 0, operations: [] };
    if (done === expected.done && denied === expected.denied) return [];
    const who = `${call.operation.label} as ${call.actor}${call.target === null ? "" : `, ${call.target}`}: ${call.status}`;
    return [
      `${who} left ${done} done and ${denied} denied (${operations.join(", ")}), not ${expected.done} and ${expected.denied}`,
    ];
  });
}

/** Whether a call from this address is in the trail already. */
export async function isTold(database: EmbeddedDatabase, from: string): Promise<boolean> {
  const { rowCount } = await database.query("select from audit_entry where address = $1", [from]);
  return rowCount === 1;
}

async function readLeft(database: EmbeddedDatabase): Promise<Map<string, Left>> {
  const { rows } = await database.query<Left & { address: string }>(
    `select address, (count(*) filter (where is_done))::int as done, coalesce(sum(times) filter (where not is_done), 0)::int as denied,
       array_agg(operation order by id) as operations
     from audit_entry where address is not null group by address`,
  );
  return new Map(rows.map(({ address, ...entries }) => [address, entries]));
}
