// The one door to addresses that users wrote: a guard that judges a destination before and at the connection, and HTTP through it.
// The only home of undici, net and dns towards users' addresses. It must not know what a delivery is or how one is retried.
export { createGuardedAgent, type GuardedAgent } from "./guarded-agent.ts";
export { createDestinationGuard, type DestinationGuard, type GuardOptions } from "./destination-guard.ts";
export { explainForbiddenHeader } from "./forbidden-header.ts";
export { forwardHttp, type ForwardResult } from "./forward-http.ts";
export { egressErrorClasses, type HeaderList, type HttpResult } from "./http-result.ts";
export { addressOf } from "./guarded-connector.ts";
export { explainSocketError, guardConnectOptions, openGuardedSocket } from "./guarded-socket.ts";
export { IdleConnections, type KeptConnection } from "./idle-connections.ts";
export { hopsMax, readHops, signHops } from "./hops.ts";
export { sendHttp } from "./send-http.ts";
