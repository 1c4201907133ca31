import { type CompileCallbackOptions, type CompiledMock, compileMock } from "@understudy/answering";
import { type Database, findNamespaceVersion, findTemplateContents, listLiveMocks } from "@understudy/database";
import { templateNamesOf } from "@understudy/domain";
import { createMockIndex, type MockIndex } from "@understudy/matching";
import { unknownNamespace } from "../permissions.ts";

/** The live mocks of a namespace as resolvers have them, to ask which would answer. */
export interface LiveIndexes {
  get: (namespace: string) => Promise<MockIndex<CompiledMock>>;
}

/** Namespaces that are kept; one may have 100,000 mocks. */
const keptMax = 3;

export function createLiveIndexes(db: Database, options: CompileCallbackOptions): LiveIndexes {
  const kept = new Map<string, { version: bigint; index: MockIndex<CompiledMock> }>();
  return {
    async get(namespace) {
      // Read before the mocks: an index that is newer than it says is made anew the next time.
      const version = await findNamespaceVersion(db, namespace);
      if (version === null) throw unknownNamespace(namespace);
      const known = kept.get(namespace);
      kept.delete(namespace);
      const entry = known?.version === version ? known : { version, index: await createIndex(db, namespace, options) };
      kept.set(namespace, entry);
      for (const name of kept.keys()) if (kept.size > keptMax) kept.delete(name);
      return entry.index;
    },
  };
}

async function createIndex(
  db: Database,
  namespace: string,
  options: CompileCallbackOptions,
): Promise<MockIndex<CompiledMock>> {
  const index = createMockIndex<CompiledMock>();
  const mocks = await listLiveMocks(db, namespace);
  const names = new Set(mocks.flatMap(({ definition }) => templateNamesOf(definition)));
  const files = await findTemplateContents(db, namespace, [...names]);
  for (const [count, mock] of mocks.entries()) {
    // Others have their turn while many are compiled.
    if (count % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
    const compiled = compileMock(mock, { ...options, files });
    if (compiled !== null) index.put(compiled);
  }
  return index;
}
