import { changedChannel } from "../namespace-version.ts";
import { clearedTables, ruleOf, tablesOfMocks } from "./backup-tables.ts";
import { isStrayMock } from "./plan-restore.ts";
import type { BackupTable } from "./read-schema.ts";
import { addMissing, addUsers } from "./restore-access.ts";
import { listColumns, quote, type Stage, staged } from "./stage.ts";

/** What is said of mocks and namespaces that the file does not have. */
const strayReason = "restored";

export interface NamespaceVersion {
  namespace: string;
  version: bigint;
}

/**
 * Makes what is there what the stage says, once it is planned and everybody else is held off. Returns the namespaces that were changed,
 * with their new versions; resolvers hear of them when the transaction commits. `by`: whose doing it is.
 */
export async function applyRestore(stage: Stage, by: string): Promise<NamespaceVersion[]> {
  const { tx, tables, namespace } = stage;
  await writeNamespaces(stage);
  await writeMocks(stage, by);
  await addUsers(stage);
  const replaced = tables.filter(({ name }) => ruleOf(name) === "replace");
  for (const table of [...replaced].reverse()) await removeReplaced(stage, table);
  for (const table of tables) if (ruleOf(table.name) !== "own") await addMissing(stage, table);
  const restored = await tx.$queryRawUnsafe<NamespaceVersion[]>(
    `select name as namespace, version from ${staged("namespace")}`,
  );
  const changed = namespace === null ? [...restored, ...(await closeStrays(stage, by))] : restored;
  if (namespace === null) await writeInstallation(stage);
  for (const { namespace: name, version } of changed) {
    await tx.$executeRawUnsafe("select pg_notify($1, $2)", changedChannel, `${name}:${version}`);
  }
  return changed;
}

async function writeNamespaces({ tx, tables }: Stage): Promise<void> {
  await tx.$executeRawUnsafe(`
    update ${staged("namespace")} s
    set version = 1 + greatest(s.version, (select n.version from namespace n where n.name = s.name))`);
  const columns = tables.find(({ name }) => name === "namespace")?.columns ?? [];
  const others = columns.filter((column) => column !== "name");
  await tx.$executeRawUnsafe(`
    insert into namespace (${listColumns(columns)}) select ${listColumns(columns)} from ${staged("namespace")}
    on conflict (name) do update set ${others.map((column) => `${quote(column)} = excluded.${quote(column)}`).join(", ")}`);
}

/** One that the file does not have goes to the trash: nobody loses it, and resolvers hear that it is gone. */
async function writeMocks({ tx, tables }: Stage, by: string): Promise<void> {
  await tx.$executeRawUnsafe(
    `with together as materialized (select gen_random_uuid() as id)
     update mock m set closed_at = now(), closed_by = $1, closed_reason = $2, cascade_group_id = t.id, changed_at = n.version
     from ${staged("namespace")} n, together t where n.name = m.namespace and ${isStrayMock}`,
    by,
    strayReason,
  );
  await tx.$executeRawUnsafe(
    `delete from mock m using ${staged("mock")} s where s.namespace = m.namespace and s.id = m.id`,
  );
  await tx.$executeRawUnsafe(
    `update ${staged("mock")} s set changed_at = n.version from ${staged("namespace")} n where n.name = s.namespace`,
  );
  const columns = listColumns(tables.find(({ name }) => name === "mock")?.columns ?? []);
  await tx.$executeRawUnsafe(`insert into mock (${columns}) select ${columns} from ${staged("mock")}`);
}

/** Stands for the installation where a namespace would, in webhooks and their deliveries. */
const installationScope = "@installation";

async function removeReplaced({ tx, namespace }: Stage, { name, namespaceColumn }: BackupTable): Promise<void> {
  const conditions = [];
  if (namespaceColumn !== null) {
    const own = namespace === null ? ` or t.${quote(namespaceColumn)} = '${installationScope}'` : "";
    conditions.push(`(t.${quote(namespaceColumn)} in (select name from ${staged("namespace")})${own})`);
  }
  if (tablesOfMocks.has(name)) {
    conditions.push(`exists (select from ${staged("mock")} s where s.namespace = t.namespace and s.id = t.mock_id)`);
  }
  const where = conditions.length > 0 ? `where ${conditions.join(" and ")}` : "";
  await tx.$executeRawUnsafe(`delete from ${quote(name)} t ${where}`);
}

/** Namespaces that the file does not have go to the trash with all that is in them. */
function closeStrays({ tx }: Stage, by: string): Promise<NamespaceVersion[]> {
  return tx.$queryRawUnsafe<NamespaceVersion[]>(
    `update namespace set closed_at = now(), closed_by = $1, closed_reason = $2, cascade_group_id = gen_random_uuid(),
       version = version + 1
     where closed_at is null and name not in (select name from ${staged("namespace")})
     returning name as namespace, version`,
    by,
    strayReason,
  );
}

/** What belongs to no namespace. */
async function writeInstallation({ tx }: Stage): Promise<void> {
  const settings = listColumns(installationSettings);
  await tx.$executeRawUnsafe(`
    update installation set (${settings}) = (select ${settings} from ${staged("installation")} limit 1)
    where exists (select from ${staged("installation")})`);
  await tx.$executeRawUnsafe(`
    insert into revocation (kind, key, at) select kind, key, at from ${staged("revocation")} s
    where s.kind <> 'member' or not exists (
      select from member m where m.namespace = split_part(s.key, '/', 1) and m.user_id::text = split_part(s.key, '/', 2))
    on conflict do nothing`);
  // Uses on their way belong to what was there before.
  for (const table of clearedTables) await tx.$executeRawUnsafe(`delete from ${quote(table)}`);
  await tx.$executeRawUnsafe("update app_user set session_epoch = session_epoch + 1");
}

/** What a restore sets of the one row; the rest says which installation this is. */
const installationSettings = ["trash_enabled", "trash_kept_days", "trash_changed_at", "trash_changed_by"];
