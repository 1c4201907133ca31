import type { Given } from "../contract-rows/row.ts";
import type { Shape } from "../clients/decode.ts";
import type { ClientName, WireRequest } from "../clients/wire-client.ts";
import type { RestClient } from "../rest-client.ts";

/** One call of one client, and what it makes of the answer. */
export interface ClientCall extends WireRequest {
  /** The model that it decodes the answer into. Default: the answer is not looked at. `bytes`: they are taken as they are. */
  decodes?: Shape | "bytes";
  /** How it picks what it hands to its caller out of that. Default: all of it. */
  picks?: (decoded: never) => unknown;
  /** What its caller then has, in part. */
  gets?: unknown;
}

/** A row of the contract, called by each client that calls it. `{name}` in path and body is what `given` returns under it. */
export interface ClientRow extends Partial<Record<ClientName, ClientCall>> {
  /** As the contract numbers it. */
  id: string;
  given?: Given;
  /** Sees that the call did what it is for. `names` are those of `given`. */
  effect?: (rest: RestClient, names: Readonly<Record<string, string>>) => Promise<void>;
}

/** A call that all three send alike. */
export const everyone = (call: ClientCall): Pick<ClientRow, ClientName> => ({ python: call, go: call, java: call });
