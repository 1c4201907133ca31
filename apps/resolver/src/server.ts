import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Logger, StartError } from "@understudy/runtime";
import { answerError } from "./answer-error.ts";
import { createRequestId } from "./ids.ts";
import type { ResolverConfig } from "./config.ts";
import type { HandledRequest } from "./handled-request.ts";
import { isStubPath, pathOf } from "./stub-target.ts";

/** Returns nothing when it has answered already. */
export type Handler = (handled: HandledRequest) => Promise<void> | undefined;

export interface ServerOptions {
  config: ResolverConfig;
  log: Logger;
  serveStub: Handler;
  passToWeb: Handler;
}

/** Longer than the 60 s after which common load balancers drop an idle connection, so that they and not we close it. */
const keepAliveTimeoutMs = 65_000;
/** How long calls that are under way may take to end when the resolver stops. */
const drainTimeoutMs = 15_000;

/** Opens the public port: stubs are answered here, everything else is handed to `web`. */
export async function startServer(options: ServerOptions): Promise<{ stop: () => Promise<void> }> {
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    handleRequest(options, request, response);
  };
  const { bindAddress, port } = options.config;
  const addresses = bindAddress === "localhost" ? ["127.0.0.1", "::1"] : [bindAddress];
  const servers: Server[] = [];
  for (const address of addresses) {
    const server = createServer({ keepAliveTimeout: keepAliveTimeoutMs }, handle);
    const isOpen = await listenOn(server, { address, port });
    if (isOpen) servers.push(server);
  }
  return {
    async stop() {
      await Promise.all(servers.map(closeServer));
    },
  };
}

function handleRequest(options: ServerOptions, request: IncomingMessage, response: ServerResponse): void {
  const handled: HandledRequest = {
    request,
    response,
    requestId: createRequestId(),
    path: pathOf(request.url ?? "/"),
    corsHeaders: [],
    trace: null,
  };
  const fail = (error: unknown): void => void answerError(handled, error, options.log);
  try {
    const handle = isStubPath(handled.path) ? options.serveStub : options.passToWeb;
    handle(handled)?.catch(fail);
  } catch (error) {
    fail(error);
  }
}

/** Resolves to false where this machine has no such loopback address (no IPv6). */
function listenOn(server: Server, place: { address: string; port: number }): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (place.address === "::1" && (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT")) resolve(false);
      else reject(toStartError(error, place));
    });
    server.listen(place.port, place.address, () => resolve(true));
  });
}

function toStartError(error: NodeJS.ErrnoException, { address, port }: { address: string; port: number }): StartError {
  if (error.code === "EADDRINUSE")
    return new StartError(`port ${port} is taken; end what listens there, or set PORT to another`);
  if (error.code === "EACCES")
    return new StartError(`port ${port} may not be opened by this user; set PORT to one above 1023`);
  return new StartError(`can't listen on ${address}:${port} (${error.message}); see HTTP_BIND_ADDR and PORT`);
}

/** Stops accepting, lets calls under way end, then cuts what is left. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
