import { StartError } from "@understudy/runtime";
import { findListenProblem } from "./free-port.ts";

/** Checks that the public port can be listened on, before anything is started; throws a StartError that says how to choose another. */
export async function requirePublicPort({ port, address }: { port: number; address: string }): Promise<void> {
  for (const host of address === "localhost" ? ["127.0.0.1", "::1"] : [address]) {
    const problem = await findListenProblem(port, host);
    // A machine without IPv6 has no ::1; the other loopback address does.
    if (problem === null || (host === "::1" && problem !== "EADDRINUSE")) continue;
    throw new StartError(describe(problem, port, host));
  }
}

function describe(problem: string, port: number, host: string): string {
  const another = "choose another with PORT, for instance: PORT=5780 npm start";
  if (problem === "EADDRINUSE") return `port ${port} is taken on ${host}; ${another}`;
  if (problem === "EACCES") return `port ${port} may not be used by an ordinary user; ${another}`;
  return `HTTP_BIND_ADDR ${host} can't be listened on (${problem}); use an address of this machine`;
}
