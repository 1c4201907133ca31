import { readAllPages } from "./read-pages.ts";
import type { RestClient } from "./rest-client.ts";

/** The names of all namespaces that the user may see, in their order. */
export async function listNamespaces(api: RestClient): Promise<string[]> {
  const pages = await readAllPages((page) => api.GET("/api/v1/namespaces", { params: { query: page } }));
  return pages.flatMap((list) => (Array.isArray(list) ? list : list.namespaces));
}
