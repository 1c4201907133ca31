import { findMissingTemplates, type Transaction } from "@understudy/database";
import { listFileUses, type Mock, type Problem } from "@understudy/domain";

/** Warns of files that a mock names and that are not there: they may come after it. `path` is where the mock stands in the request. */
export async function warnOfMissingFiles(
  tx: Transaction,
  { namespace, definition }: Pick<Mock, "namespace" | "definition">,
  path = "$",
): Promise<Problem[]> {
  const uses = listFileUses(definition);
  const names = uses.map(({ name }) => name);
  const missing = await findMissingTemplates(tx, namespace, names);
  return uses
    .filter(({ name }) => missing.has(name))
    .map((use) => ({
      path: path + use.path.slice(1),
      message: `there is no file ${JSON.stringify(use.name)} in the namespace yet`,
    }));
}
