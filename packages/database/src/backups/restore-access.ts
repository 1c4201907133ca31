import type { BackupTable } from "./read-schema.ts";
import { signInTables } from "./backup-tables.ts";
import { listColumns, quote, type Stage, staged } from "./stage.ts";

/** How `revocation` names a row. */
const revocationKeys: Readonly<Record<string, string>> = {
  member: "concat(s.namespace, '/', s.user_id)",
  api_token: "s.id::text",
  stub_key: "concat(s.namespace, '/', s.id)",
};

/**
 * Finds who the file's users are here: by id, else by login. Those who were deleted since are nobody. Everything in the stage that names
 * them names whom they are here from then on.
 */
export async function identifyUsers({ tx, tables }: Stage): Promise<void> {
  if (!tables.some(({ name }) => name === "app_user")) return;
  await tx.$executeRawUnsafe(`
    create temp table restored_user on commit drop as
    select s.id as file_id, coalesce(same.id, named.id, s.id) as id, same.id is null and named.id is null as is_new
    from ${staged("app_user")} s left join app_user same on same.id = s.id left join app_user named on named.login = s.login
    where not exists (select from revocation r where r.kind = 'user' and r.key = s.id::text)`);
  for (const { name, references } of tables) {
    for (const { columns, table } of references) {
      const [column] = columns;
      if (table !== "app_user" || column === undefined || name === "app_user") continue;
      await tx.$executeRawUnsafe(`
        update ${staged(name)} s set ${quote(column)} = u.id from restored_user u
        where s.${quote(column)} = u.file_id and u.id <> u.file_id`);
    }
  }
  await tx.$executeRawUnsafe(
    `delete from ${staged("app_user")} s where s.id not in (select file_id from restored_user where is_new)`,
  );
  for (const { name } of tables.filter((table) => signInTables.has(table.name))) {
    await tx.$executeRawUnsafe(
      `delete from ${staged(name)} s where s.user_id not in (select id from restored_user where is_new)`,
    );
  }
}

/** Takes out of the stage what was taken away from somebody since. Returns how many, by table. */
export async function dropRevoked({ tx, tables }: Stage): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { name } of tables) {
    const key = revocationKeys[name];
    if (key === undefined) continue;
    const count = await tx.$executeRawUnsafe(
      `delete from ${staged(name)} s using revocation r where r.kind = $1 and r.key = ${key}`,
      name,
    );
    counts.set(name, count);
  }
  return counts;
}

/** Adds users who are not there. An address that somebody else has by now stays theirs. */
export async function addUsers({ tx, tables }: Stage): Promise<void> {
  const table = tables.find(({ name }) => name === "app_user");
  if (table === undefined) return;
  await tx.$executeRawUnsafe(`
    update ${staged("app_user")} s set email = null where exists (select from app_user u where u.email = s.email)`);
  await addMissing({ tx }, table);
}

/** Adds rows that are not there, and whose own references are. What is there stays as it is. */
export async function addMissing({ tx }: Pick<Stage, "tx">, table: BackupTable): Promise<number> {
  const { name, columns, references } = table;
  const conditions = references.map(
    (reference) => `(${isUnset(reference.columns)} or exists (select from ${quote(reference.table)} r where
      ${reference.columns.map((column, index) => `s.${quote(column)} = r.${quote(reference.tableColumns[index] ?? "")}`).join(" and ")}))`,
  );
  return tx.$executeRawUnsafe(`
    insert into ${quote(name)} (${listColumns(columns)}) select ${listColumns(columns, "s.")} from ${staged(name)} s
    ${conditions.length > 0 ? `where ${conditions.join(" and ")}` : ""} on conflict do nothing`);
}

function isUnset(columns: readonly string[]): string {
  return columns.map((column) => `s.${quote(column)} is null`).join(" or ");
}
