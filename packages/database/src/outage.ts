/** Of Prisma: the server is not reached, a connection was closed, or none was free in time. */
const outageCodes = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);
/** Of its driver adapter, where a raw statement hides them behind P2010. */
const outageKinds = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);
/** SQLSTATEs: connections that break, a server that starts, stops or has no place left. */
const outageStates = /^(08|57P0|53300)/;

/** Whether a statement failed because the database is away or too busy to be reached: trying again in a moment may help. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, meta } = error as { code?: unknown; meta?: { driverAdapterError?: { cause?: AdapterCause } } };
  if (typeof code === "string" && outageCodes.has(code)) return true;
  const cause = meta?.driverAdapterError?.cause;
  if (cause !== undefined) return outageKinds.has(cause.kind ?? "") || outageStates.test(cause.code ?? "");
  // The pool's own words; it gives no code.
  return error.message === "timeout exceeded when trying to connect";
}

interface AdapterCause {
  kind?: string;
  code?: string;
}
