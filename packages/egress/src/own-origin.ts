import { networkInterfaces } from "node:os";
import { parseAddress } from "./blocked-ranges.ts";
import { hostOf, type HostAndPort } from "./host.ts";

/** Where this installation itself is reached. */
export interface OwnOrigin {
  /** PUBLIC_URL's origin. */
  publicOrigin: string;
  /** PORT. */
  port: number;
  /** RESOLVER_ORIGIN: where calls to our own stubs are sent. */
  resolverOrigin: string;
}

/** The same, taken apart. */
export interface OwnHosts {
  port: number;
  resolver: Origin;
  public: Origin;
}

interface Origin extends HostAndPort {
  protocol: string;
}

export function takeApart({ publicOrigin, port, resolverOrigin }: OwnOrigin): OwnHosts {
  const originOf = (text: string): Origin => ({ ...hostOf(new URL(text)), protocol: new URL(text).protocol });
  return { port, resolver: originOf(resolverOrigin), public: originOf(publicOrigin) };
}

export type OwnVerdict = { kind: "own"; path: string } | { kind: "blocked"; reason: string };

const reason = "this is Understudy's own address, where only paths that begin with /stubs/ may be called";

const decodingPassesMax = 5;

/** Judges a URL that is ours (design 12); null when it is somebody else's. `path` is what to ask the resolver for. */
export function judgeOwnUrl(url: URL, own: OwnHosts): OwnVerdict | null {
  if (!isOwn(url, own)) return null;
  const path = url.pathname.replace(/^\/{2,}/, "/");
  const isStub = path.startsWith("/stubs/") && decodeFully(path).startsWith("/stubs/");
  return isStub ? { kind: "own", path: path + url.search } : { kind: "blocked", reason };
}

/**
 * Whether an address and port that a name turned out to be is our own public port. Calls to our stubs never get here, so it is
 * someone who reaches for our management by another name, and no setting opens that.
 */
export function isOwnAddress(address: string, port: number, own: OwnHosts): boolean {
  if (port === own.resolver.port && address === own.resolver.hostname) return true;
  return port === own.port && (isThisMachine(address) || localAddresses().includes(address));
}

function isOwn(url: URL, own: OwnHosts): boolean {
  const target = hostOf(url);
  if (target.port === own.port && isThisMachine(target.hostname)) return true;
  return [own.public, own.resolver].some(
    ({ protocol, hostname, port }) => url.protocol === protocol && target.hostname === hostname && target.port === port,
  );
}

/** Loopback names and addresses; the unspecified address too, for it connects to loopback. */
function isThisMachine(hostname: string): boolean {
  if (hostname === "localhost" || hostname.endsWith(".localhost")) return true;
  const range = parseAddress(hostname)?.range();
  return range === "loopback" || range === "unspecified";
}

function localAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address));
}

/** What a path is for a server that decodes it once, twice, …: backslashes as slashes, no empty or dot segments. */
function decodeFully(path: string): string {
  let decoded = path;
  for (let pass = 0; /%[0-7][0-9a-f]/i.test(decoded); pass += 1) {
    // Nobody means a path that is encoded this often; each pass costs its length.
    if (pass === decodingPassesMax) return "";
    decoded = decoded.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }
  const segments: string[] = [];
  for (const segment of decoded.replaceAll("\\", "/").split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "." && segment !== "") segments.push(segment);
  }
  return `/${segments.join("/")}/`;
}
