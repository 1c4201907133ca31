import type { Pool } from "./pool.ts";

/** A column with sealed texts in it. */
export interface SealedColumn {
  table: string;
  column: string;
  /** The primary key, in its order, with the type of each part. */
  key: Readonly<Record<string, "text" | "uuid" | "int">>;
  /** Whether it holds bytes. */
  isBytes?: boolean;
}

const ofDelivery = { namespace: "text", delivery_id: "uuid" } as const;

/** All of them: what is sealed elsewhere is lost with the key. Its fields in schema.prisma say that they are sealed; a test compares. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: "mock_version", column: "definition", key: { namespace: "text", mock_id: "text", version: "int" } },
  { table: "mock", column: "definition", key: { namespace: "text", id: "text" } },
  { table: "event_webhook", column: "callback", key: { namespace: "text", id: "text" } },
  { table: "second_factor", column: "secret", key: { user_id: "uuid" } },
  { table: "licence", column: "key", key: { id: "text" } },
  { table: "backup_restore", column: "secret_key", key: { id: "uuid" } },
  { table: "delivery_plan", column: "plan", key: ofDelivery, isBytes: true },
  { table: "message", column: "head", key: ofDelivery, isBytes: true },
  { table: "idempotent_request", column: "answer", key: { actor: "text", key: "text" } },
];

/** Seals anew what an earlier key sealed in a text; null: there is nothing of it. */
export type Reseal = (text: string) => string | null;

/** Rows that one statement looks at: some ten milliseconds. */
const batchRows = 500;
/** What every sealed text begins with. */
const mark = "sealed.v1.";

/**
 * Seals a column anew, a batch after the other, each row by itself: nobody waits for it, and what was done stays done when it ends early.
 * Returns how many rows were changed, and how many somebody else changed meanwhile, which are to be looked at again.
 */
export async function resealColumn(
  pool: Pool,
  sealed: SealedColumn,
  {
    reseal,
    isStopped,
    onBatch,
  }: { reseal: Reseal; isStopped: () => boolean; onBatch: (rows: number) => Promise<void> },
): Promise<{ changed: number; missed: number }> {
  const result = { changed: 0, missed: 0 };
  let after: string[] | null = null;
  while (!isStopped()) {
    const rows: Row[] = await readBatch(pool, sealed, after);
    for (const { key, value } of rows) {
      const old = value === null ? null : toText(value);
      const anew = old === null ? null : reseal(old);
      if (value === null || anew === null) continue;
      if (await replace(pool, sealed, { key, old: value, anew: sealed.isBytes ? toBytes(anew) : anew }))
        result.changed += 1;
      else result.missed += 1;
    }
    await onBatch(rows.length);
    if (rows.length < batchRows) break;
    after = rows.at(-1)?.key ?? null;
  }
  return result;
}

interface Row {
  key: string[];
  /** Null: nothing in it is sealed. */
  value: string | Buffer | null;
}

async function readBatch(
  pool: Pool,
  { table, column, key, isBytes = false }: SealedColumn,
  after: readonly string[] | null,
): Promise<Row[]> {
  const names = Object.keys(key).map(quote);
  const parts = Object.values(key).map((type, index) => `$${index + 1}::text::${type}`);
  const contained = isBytes
    ? `position('${mark}'::bytea in ${quote(column)}) > 0`
    : `position('${mark}' in ${quote(column)}) > 0`;
  const { rows } = await pool.query<Row>(
    `select array[${names.map((name) => `${name}::text`).join(", ")}] as key,
       case when ${contained} then ${quote(column)} end as value
     from ${quote(table)} ${after === null ? "" : `where (${names.join(", ")}) > (${parts.join(", ")})`}
     order by ${names.join(", ")} limit ${batchRows}`,
    after === null ? [] : [...after],
  );
  return rows;
}

/** False: somebody else has changed it, or it is gone. */
async function replace(
  pool: Pool,
  { table, column, key }: SealedColumn,
  { key: values, old, anew }: { key: readonly string[]; old: string | Buffer; anew: string | Buffer },
): Promise<boolean> {
  const where = Object.entries(key).map(([name, type], index) => `${quote(name)} = $${index + 3}::text::${type}`);
  const { rowCount } = await pool.query(
    `update ${quote(table)} set ${quote(column)} = $1 where ${quote(column)} = $2 and ${where.join(" and ")}`,
    [anew, old, ...values],
  );
  return rowCount === 1;
}

/** Bytes that are no text come out as they went in. */
function toText(value: string | Buffer): string {
  return typeof value === "string" ? value : value.toString("latin1");
}

function toBytes(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

function quote(name: string): string {
  return `"${name}"`;
}
