import { isAllowListed, parseAllowHosts, type AllowEntry } from "./allow-list.ts";
import { explainBlockedAddress, parseAddress } from "./blocked-ranges.ts";
import { hostOf, type HostAndPort } from "./host.ts";
import { isOwnAddress, judgeOwnUrl, takeApart, type OwnHosts, type OwnOrigin } from "./own-origin.ts";
import { resolveBySystem, type ResolveHost } from "./resolve-host.ts";

export type { HostAndPort, ResolveHost };

export interface GuardOptions {
  /** ALLOW_PROXY_TO_PRIVATE_IPS: opens everything but our own management. */
  allowPrivate: boolean;
  /** WEBHOOK_ALLOW_HOSTS: host, host:port, CIDR. Opens what it names and nothing else. */
  allowHosts: readonly string[];
  ownOrigin: OwnOrigin;
  /** Looks a name up. Default: the system's resolver, with its hosts file. */
  resolve?: ResolveHost;
}

type Blocked = { kind: "blocked"; /** Words to go behind "The destination is blocked: ". */ reason: string };
/** `url` is the normal form, and the only one to be dialled. */
export type UrlVerdict = { kind: "allowed"; url: URL } | { kind: "own"; url: URL; path: string } | Blocked;
export type AddressVerdict = { kind: "allowed" } | Blocked;
export type HostVerdict = { kind: "allowed"; addresses: readonly string[] } | Blocked;

/** Judges destinations. It fails closed: what it can't judge is blocked. */
export interface DestinationGuard {
  ownOrigin: OwnOrigin;
  /** Before anything is looked up or dialled. A name that it allows is judged again by what it resolves to. */
  judgeUrl: (url: URL | string) => UrlVerdict;
  /** Looks a host up once and judges every address; one that is blocked blocks them all. Rejects when the lookup fails. */
  resolveHost: (target: HostAndPort) => Promise<HostVerdict>;
  /** Judges an address that is about to be dialled, or was, for this host. */
  judgeAddress: (address: string, target: HostAndPort) => AddressVerdict;
}

/** Longest URL that is sent, in characters of its normal form. */
const urlLengthMax = 16_384;

/** Throws when an entry of `allowHosts` can't be read. */
export function createDestinationGuard(options: GuardOptions): DestinationGuard {
  const { allowPrivate, allowHosts, ownOrigin } = options;
  let own: OwnHosts | null = null;
  // Taken apart once; as long as that can't be done, nothing can be judged.
  const findOwn = (): OwnHosts => (own ??= takeApart(ownOrigin));
  const rules: Rules = { allowPrivate, entries: parseAllowHosts(allowHosts), findOwn };
  const resolve = options.resolve ?? resolveBySystem;
  return {
    ownOrigin,
    judgeUrl: (url) => failClosed(() => judgeUrl(String(url), rules)),
    judgeAddress: (address, target) => failClosed(() => judgeAddress(address, target, rules)),
    async resolveHost(target) {
      const addresses = parseAddress(target.hostname) === null ? await resolve(target.hostname) : [target.hostname];
      return failClosed(() => judgeAddresses(addresses, target, rules));
    },
  };
}

interface Rules {
  allowPrivate: boolean;
  findOwn: () => OwnHosts;
  entries: readonly AllowEntry[];
}

function failClosed<Verdict>(judge: () => Verdict): Verdict | Blocked {
  try {
    return judge();
  } catch (error) {
    return blocked(`it could not be judged (${error instanceof Error ? error.message : String(error)})`);
  }
}

function judgeUrl(text: string, rules: Rules): UrlVerdict {
  const url = URL.parse(text);
  if (url === null) return blocked("it is not a valid URL");
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return blocked(`only http and https are allowed, not ${url.protocol.slice(0, -1)}`);
  }
  // Refused rather than stripped: a password in a URL would be shown wherever the URL is, and silently not sent.
  if (url.username !== "" || url.password !== "") {
    return blocked("the URL holds a user name or password; send an Authorization header instead");
  }
  const target = hostOf(url);
  if (target.port === 0) return blocked("port 0 can't be dialled");
  if (target.hostname.split(".").includes("")) return blocked("the host name has an empty part");
  if (url.href.length > urlLengthMax) return blocked(`the URL is longer than ${urlLengthMax} characters`);
  // The trailing dot goes, so that the name that was judged is the one that is dialled and checked against a certificate.
  if (url.hostname.endsWith(".")) url.hostname = target.hostname;
  return judgeHost(url, target, rules);
}

function judgeHost(url: URL, target: HostAndPort, rules: Rules): UrlVerdict {
  const own = judgeOwnUrl(url, rules.findOwn());
  if (own !== null) return own.kind === "own" ? { ...own, url } : own;
  const verdicts = knownAddresses(target.hostname).map((address) => judgeAddress(address, target, rules));
  const [refusal] = verdicts.every(({ kind }) => kind === "blocked") ? verdicts : [];
  return refusal?.kind === "blocked" ? refusal : { kind: "allowed", url };
}

/** What is known of a host without looking it up: an address is itself, a loopback name is either loopback address. */
function knownAddresses(hostname: string): string[] {
  if (parseAddress(hostname) !== null) return [hostname];
  return hostname === "localhost" || hostname.endsWith(".localhost") ? ["127.0.0.1", "::1"] : [];
}

function judgeAddresses(addresses: readonly string[], target: HostAndPort, rules: Rules): HostVerdict {
  if (addresses.length === 0) return blocked(`${target.hostname} has no address`);
  for (const address of addresses) {
    const verdict = judgeAddress(address, target, rules);
    if (verdict.kind === "blocked") return verdict;
  }
  return { kind: "allowed", addresses };
}

function judgeAddress(text: string, target: HostAndPort, rules: Rules): AddressVerdict {
  const address = parseAddress(text);
  // The reason never names an address that the user didn't write: a callback is no means to read our DNS.
  if (address === null) return blocked(`${target.hostname} does not resolve to an IP address`);
  if (isOwnAddress(address.toString(), target.port, rules.findOwn())) {
    return blocked(`${target.hostname} is Understudy's own address`);
  }
  if (rules.allowPrivate || isAllowListed(rules.entries, address, target)) return { kind: "allowed" };
  const words = explainBlockedAddress(address);
  if (words === null) return { kind: "allowed" };
  const isLiteral = parseAddress(target.hostname) !== null;
  return blocked(isLiteral ? `${target.hostname} is ${words}` : `${target.hostname} resolves to ${words}`);
}

function blocked(reason: string): Blocked {
  return { kind: "blocked", reason };
}
