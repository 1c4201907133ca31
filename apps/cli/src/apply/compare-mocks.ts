import microdiff from "microdiff";
import { type MockInput, secretMask, serverKeptMockKeys } from "@understudy/domain";

/** A field that an apply changes. Absent means that it is not there. */
export interface FieldChange {
  /** JSON path below the mock, without `$.`. */
  path: string;
  before?: unknown;
  after?: unknown;
  /** Whether the server holds a secret there that can't be read: it may be the same. */
  isSecret: boolean;
}

/** What of a mock is the server's, or its address. */
const notCompared = new Set<string>([...serverKeptMockKeys, "id", "namespace"]);

/** What would change if `wanted` replaced `current`, field by field; both as the server has them. */
export function compareMocks(current: Readonly<Record<string, unknown>>, wanted: MockInput): FieldChange[] {
  return microdiff(comparable(current), comparable(wanted)).map((difference) => {
    const before = difference.type === "CREATE" ? undefined : (difference.oldValue as unknown);
    const after = difference.type === "REMOVE" ? undefined : (difference.value as unknown);
    return {
      path: renderPath(difference.path),
      ...(difference.type !== "CREATE" && { before }),
      ...(difference.type !== "REMOVE" && { after }),
      isSecret: typeof before === "string" && before.includes(secretMask),
    };
  });
}

/** Plain JSON: a field that is undefined is not there. */
function comparable(mock: object): Record<string, unknown> {
  const fields = Object.entries(mock).filter(([key]) => !notCompared.has(key));
  return JSON.parse(JSON.stringify(Object.fromEntries(fields))) as Record<string, unknown>;
}

function renderPath(path: readonly (string | number)[]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
    .join("")
    .replace(/^\./, "");
}
