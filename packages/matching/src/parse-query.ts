/** The values of a query (what stands behind the question mark), by name. */
export function parseQuery(text: string): Record<string, string[]> {
  // Without a prototype: a parameter may be called __proto__.
  const query = Object.create(null) as Record<string, string[]>;
  if (text === "") return query;
  for (const [name, value] of new URLSearchParams(text)) (query[name] ??= []).push(value);
  return query;
}
