import { lookup } from "node:dns/promises";

/** All addresses of a name. Rejects when there is none or nobody could be asked. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

/** By the system: hosts file, search domains, name server. */
export const resolveBySystem: ResolveHost = async (hostname) => {
  const answers = await lookup(hostname, { all: true, order: "verbatim" });
  return answers.map(({ address }) => address);
};
