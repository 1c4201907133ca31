/** Of Prisma: the server is not reached, a connection was closed, or none was free in time. */
const outageCodes = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);
/** Of its driver adapter, where a raw statement hides them behind P2010. */
const outageKinds = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);
/** SQLSTATEs: connections that break, a server that starts, stops or has no place left. */
const outageStates = /^(08|57P0|53300)/;
/** Of the socket, as Node says it: what Prisma's driver adapter does not know, it hands on as it is. */
const outageSocketCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]);
/** Of pg and its pool, which give these no code. */
const outageMessages = new Set([
  "timeout exceeded when trying to connect",
  "Connection terminated due to connection timeout",
  "Connection terminated unexpectedly",
  "Connection terminated",
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
]);
/** SQLSTATEs of a text with NUL, and of one in jsonb: PostgreSQL has none. */
const nulStates = new Set(["22021", "22P05"]);

/** Whether a statement failed because the database is away or too busy to be reached: trying again in a moment may help. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (outageCodes.has(code) || outageSocketCodes.has(code)) return true;
  const cause = causeOf(error);
  if (cause !== undefined) return outageKinds.has(cause.kind ?? "") || outageStates.test(cause.code ?? "");
  return outageMessages.has(error.message);
}

/** Whether a statement failed because a text that was given to it contains NUL. */
export function isNulRefusal(error: unknown): boolean {
  const cause = error instanceof Error ? causeOf(error) : undefined;
  return nulStates.has(cause?.code ?? "") || nulStates.has(cause?.originalCode ?? "");
}

interface AdapterCause {
  kind?: string;
  code?: string;
  originalCode?: string;
}

/** What Prisma's driver adapter says of PostgreSQL's answer. Its own error comes as it is where a commit fails. */
function causeOf(error: Error): AdapterCause | undefined {
  const adapterError =
    error.name === "DriverAdapterError"
      ? error
      : (error as { meta?: { driverAdapterError?: Error } }).meta?.driverAdapterError;
  return adapterError?.cause as AdapterCause | undefined;
}
