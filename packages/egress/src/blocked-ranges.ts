import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

/**
 * Ranges no callback may reach unless it is opened, with the words for it: the seed's ("Network Security"), Svix's and AWS's
 * metadata address over IPv6. The first match gives the words.
 */
const blockedRanges = compile({
  "a cloud metadata address": ["169.254.169.254/32", "168.63.129.16/32", "100.100.100.200/32", "fd00:ec2::254/128"],
  "a loopback address": ["127.0.0.0/8", "::1/128"],
  "an unspecified address": ["0.0.0.0/8", "::/128"],
  "a private address": ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"],
  "a link-local address": ["169.254.0.0/16", "fe80::/10"],
  "a carrier-grade NAT address": ["100.64.0.0/10"],
  "a multicast address": ["224.0.0.0/4", "ff00::/8"],
  "a broadcast address": ["255.255.255.255/32"],
  "a documentation address": ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"],
  "a benchmarking address": ["198.18.0.0/15", "2001:2::/48"],
  "an IPv4 address embedded by NAT64": ["64:ff9b::/96", "64:ff9b:1::/48"],
  "an IPv4 address embedded by 6to4": ["2002::/16", "192.88.99.0/24"],
  "an IPv4 address embedded by Teredo": ["2001::/32"],
  "an IPv4-compatible IPv6 address": ["::/96"],
  "a discard-only address": ["100::/64"],
  "a segment routing address": ["5f00::/16"],
  "an address for protocol assignments": ["192.0.0.0/24", "2001::/23"],
  "a reserved address": ["240.0.0.0/4"],
});

/** All that IANA has given out as global unicast; whatever IPv6 becomes later stays blocked until someone adds it here. */
const globalUnicast: Range = ipaddr.parseCIDR("2000::/3");

/** What texts turned out to be: the same few hosts are judged again and again. */
const parsed = new Map<string, Address | null>();
const parsedMax = 1_000;
/** No host is longer. */
const parsedLengthMax = 255;

/** The address behind a text, IPv4-mapped forms as the IPv4 address they mean; null when it isn't one, or has a zone. */
export function parseAddress(text: string): Address | null {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const address = text.includes("%") || !ipaddr.isValid(text) ? null : ipaddr.process(text);
  if (parsed.size >= parsedMax) parsed.clear();
  if (text.length <= parsedLengthMax) parsed.set(text, address);
  return address;
}

/** Why an address is not public, such as "a private address"; null when it is. */
export function explainBlockedAddress(address: Address): string | null {
  const known = blockedRanges.find(({ range }) => isWithin(address, range));
  if (known !== undefined) return known.words;
  if (address.kind() === "ipv6" && !isWithin(address, globalUnicast)) return "not a global unicast address";
  return address.range() === "unicast" ? null : `a special-purpose address (${address.range()})`;
}

/** Whether the address lies in the range; of different families, never. */
export function isWithin(address: Address, [base, bits]: Range): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

function compile(words: Record<string, string[]>): { words: string; range: Range }[] {
  return Object.entries(words).flatMap(([sentence, ranges]) =>
    ranges.map((range) => ({ words: sentence, range: ipaddr.parseCIDR(range) })),
  );
}
