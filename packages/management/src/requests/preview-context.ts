import type { CompiledMock } from "@understudy/answering";
import { type Database, listStoreEntries, storeEntriesMax } from "@understudy/database";
import { createFakerSource, type RenderContext } from "@understudy/templating";
import type { ReadableRequest } from "./readable-request.ts";

/** What the parts of a mock can see in a preview; `at` names the part, for warnings. */
export type ContextAt = (path: string) => RenderContext;

export interface PreviewContextOptions {
  request: ReadableRequest;
  pathParams: Readonly<Record<string, string>>;
  namespace: string;
  warn: (path: string, message: string) => void;
}

const faker = createFakerSource();

/** The context of a call: stores are read, and what the mock would extract is put into copies of them. */
export async function createPreviewContext(
  db: Database,
  mock: CompiledMock,
  { request, pathParams, namespace, warn }: PreviewContextOptions,
): Promise<ContextAt> {
  const { body, headers, query, method, path } = request;
  const view = {
    body: body === "unread" ? undefined : body?.value,
    isBodyTextual: body !== "unread" && body !== null && body.kind !== "json",
    headers: headers as Record<string, readonly string[]>,
    query: query as Record<string, readonly string[]>,
    pathParams,
    method,
    path,
  };
  const stores = await readStores(db, mock, namespace);
  const now = new Date();
  const contextAt: ContextAt = (part) => ({
    request: view,
    namespace,
    stores,
    faker,
    now,
    onUnresolved: (expression) => warn(part, `${expression} finds no value and stays as it is written`),
  });
  const context = contextAt("$.extract");
  for (const { store, key, template } of mock.extracts) stores[store].set(key, template.render(context) ?? null);
  return contextAt;
}

async function readStores(db: Database, mock: CompiledMock, namespace: string) {
  const read = async (chainId: string | null, isRead: boolean): Promise<Map<string, unknown>> => {
    if (chainId === null || !isRead) return new Map();
    const { entries } = await listStoreEntries(db, { namespace, chainId }, { limit: storeEntriesMax });
    return new Map(entries.map(({ key, value }) => [key, value]));
  };
  const { globalStoreKeys, chainStoreKeys } = mock.reads;
  return {
    global: await read("", globalStoreKeys.length > 0),
    chain: await read(mock.chainId, chainStoreKeys.length > 0),
    mock: new Map(Object.entries(mock.mockStore)),
  };
}
