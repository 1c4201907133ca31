/** What may follow an accessor's name: nothing, one name, a name and an index, or a path of any length. */
export type Tail = "none" | "name" | "name-and-index" | "path";

interface AccessorDefinition {
  tail: Tail;
  /** Other spellings; they never shadow a documented name (contract D2). */
  aliases: readonly string[];
  /** Whether the name alone is a value (`$.req`) or only something below it (`$.gS.key`). */
  isValueItself: boolean;
}

/** What a template can reach, by its documented name (contract D2). */
export const accessorDefinitions = {
  req: { tail: "path", aliases: ["body", "request"], isValueItself: true },
  reqHeader: { tail: "name-and-index", aliases: ["header", "headers"], isValueItself: true },
  queryParams: { tail: "name-and-index", aliases: ["queryParam", "query"], isValueItself: true },
  pathParam: { tail: "name", aliases: ["pathParams"], isValueItself: true },
  namespace: { tail: "none", aliases: [], isValueItself: true },
  method: { tail: "none", aliases: [], isValueItself: true },
  path: { tail: "none", aliases: [], isValueItself: true },
  response: { tail: "path", aliases: [], isValueItself: true },
  gS: { tail: "path", aliases: [], isValueItself: false },
  cS: { tail: "path", aliases: [], isValueItself: false },
  mS: { tail: "path", aliases: [], isValueItself: false },
  cb: { tail: "path", aliases: [], isValueItself: false },
  event: { tail: "path", aliases: [], isValueItself: true },
} as const satisfies Record<string, AccessorDefinition>;

export type AccessorName = keyof typeof accessorDefinitions;

const accessorsByName: ReadonlyMap<string, AccessorName> = indexByName();

/** The accessor of a name or alias; names are case-sensitive. */
export function findAccessor(name: string): AccessorName | null {
  return accessorsByName.get(name) ?? null;
}

function indexByName(): Map<string, AccessorName> {
  const byName = new Map<string, AccessorName>();
  for (const name of accessorNames()) {
    byName.set(name, name);
    for (const alias of accessorDefinitions[name].aliases) byName.set(alias, name);
  }
  return byName;
}

function accessorNames(): AccessorName[] {
  return Object.keys(accessorDefinitions).filter((name): name is AccessorName => name in accessorDefinitions);
}
