import type { Access } from "./classes.ts";
import type { ThingName } from "./things.ts";

/** An operation of the access matrix. */
export interface Row {
  access: Access;
  /** What must be there, in the namespace of the target: gives the names in path, query and body. */
  thing?: ThingName;
  /** `{…}` stands for what the thing gives, `{ns}` for the target's namespace, `{new}` for a name that is not taken. */
  query?: string;
  /** Sent as JSON, with the same names. */
  body?: unknown;
  /** Whether it may be tried only when all others were, one by one in the order of the table: it takes away who asks. */
  isLast?: boolean;
}

export interface RowOptions extends Partial<Omit<Row, "access">> {
  /** Where it differs from its class, with a comment that says why. */
  except?: Partial<Access>;
}

/** The request names its namespace, by the path or by `?namespace=`. */
export function inNamespace(access: Access, { except, ...rest }: RowOptions = {}): Row {
  return { query: "namespace={ns}", ...rest, access: { ...access, ...except } };
}

/** The request names nothing, or a thing by its id alone: whoever may not see it can't tell it from none. */
export function plain(access: Access, { except, ...rest }: RowOptions = {}): Row {
  return { ...rest, access: { ...access, ...except } };
}
