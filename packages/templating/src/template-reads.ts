/** Keys that are known when a template is compiled, or "all" when one is computed while rendering (`$.gS.$.req.key`). */
export type ReadKeys = readonly string[] | "all";

/** Which parts of the context a template can read, so that nobody fetches or parses the others (design 8). */
export interface TemplateReads {
  requestBody: boolean;
  /** In lower case. */
  headerNames: ReadKeys;
  queryNames: ReadKeys;
  response: boolean;
  /** Store keys may contain dots, so `$.gS.app.version` names both `app.version` and `app` (contract D3.10). */
  globalStoreKeys: ReadKeys;
  chainStoreKeys: ReadKeys;
  mockStoreKeys: ReadKeys;
  callbackNames: ReadKeys;
}

/** The reads of a template without expressions. Most mocks share it. */
export const noReads: TemplateReads = {
  requestBody: false,
  headerNames: [],
  queryNames: [],
  response: false,
  globalStoreKeys: [],
  chainStoreKeys: [],
  mockStoreKeys: [],
  callbackNames: [],
};

/** The reads of several templates that are rendered in the same context. */
export function mergeReads(list: readonly TemplateReads[]): TemplateReads {
  const [first = noReads, ...others] = list.filter((reads) => reads !== noReads);
  return others.length === 0 ? first : mergeAll([first, ...others]);
}

function mergeAll(list: readonly TemplateReads[]): TemplateReads {
  return {
    requestBody: list.some((reads) => reads.requestBody),
    headerNames: mergeKeys(list.map((reads) => reads.headerNames)),
    queryNames: mergeKeys(list.map((reads) => reads.queryNames)),
    response: list.some((reads) => reads.response),
    globalStoreKeys: mergeKeys(list.map((reads) => reads.globalStoreKeys)),
    chainStoreKeys: mergeKeys(list.map((reads) => reads.chainStoreKeys)),
    mockStoreKeys: mergeKeys(list.map((reads) => reads.mockStoreKeys)),
    callbackNames: mergeKeys(list.map((reads) => reads.callbackNames)),
  };
}

function mergeKeys(list: readonly ReadKeys[]): ReadKeys {
  const merged = new Set<string>();
  for (const keys of list) {
    if (keys === "all") return "all";
    for (const key of keys) merged.add(key);
  }
  return [...merged];
}
