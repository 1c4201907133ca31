import microdiff from "microdiff";
import { type MockInput, replaceSecrets, secretMask, serverKeptMockKeys } from "@understudy/domain";

/** A field that an apply changes. What is absent is not there; a secret is shown as its mask. */
export interface FieldChange {
  /** JSON path below the mock, without `$.`. */
  path: string;
  before?: unknown;
  after?: unknown;
  /** Whether it is a secret that the files name: what the server holds can't be read, so that it may be the same. */
  isSecret: boolean;
}

/** What of a mock is the server's, or its address. */
const notCompared = new Set<string>([...serverKeptMockKeys, "id", "namespace"]);

/** What would change if `wanted` replaced `current`, field by field; both as the server has them. */
export function compareMocks(current: Readonly<Record<string, unknown>>, wanted: MockInput): FieldChange[] {
  const { masked, secrets } = maskSecrets(wanted);
  const changes = microdiff(comparable(current), comparable(masked)).map((difference) => ({
    path: renderPath(difference.path),
    ...(difference.type !== "CREATE" && { before: difference.oldValue as unknown }),
    ...(difference.type !== "REMOVE" && { after: difference.value as unknown }),
    isSecret: false,
  }));
  const hidden = secrets.filter((path) => !changes.some((change) => path.startsWith(change.path)));
  return [...changes, ...hidden.map((path) => ({ path, before: secretMask, after: secretMask, isSecret: true }))];
}

/** The mock as a read shows it, and where it names secrets; a mask names none. */
function maskSecrets(mock: MockInput): { masked: MockInput; secrets: string[] } {
  const secrets: string[] = [];
  const webhooks = mock.webhooks?.map((callback, index) =>
    replaceSecrets(callback, (value, { path }) => {
      if (value !== secretMask) secrets.push(`webhooks[${index}].${path}`);
      return secretMask;
    }),
  );
  return { masked: { ...mock, webhooks }, secrets };
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
