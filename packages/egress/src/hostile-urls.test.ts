import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestAgent, listen, type Listener } from "../test/listeners.ts";
import { sendHttp } from "./send-http.ts";

/** What the test's own name server says. Public addresses beside blocked ones must not help. */
const names: Record<string, string[]> = {
  "loopback.example": ["127.0.0.1"],
  "loopback6.example": ["::1"],
  "metadata.google.internal": ["169.254.169.254"],
  "intranet.example": ["10.1.2.3"],
  "mixed.example": ["93.184.216.34", "127.0.0.1"],
  "mixed-families.example": ["2606:4700:4700::1111", "10.0.0.1"],
  "mapped.example": ["::ffff:127.0.0.1"],
  "zone.example": ["fe80::1%lo"],
  "nonsense.example": ["not-an-address"],
  "empty.example": [],
  "xn--bcher-kva.example": ["192.168.0.9"],
  "ip6-localhost": ["::1"],
};

/** PORT stands for the canary's: whoever dials loopback after all is seen. */
const hostile: [url: string, reason: RegExp][] = [
  ["http://127.0.0.1:PORT/", /127\.0\.0\.1 is a loopback address/],
  ["https://127.0.0.1:PORT/", /loopback/],
  ["http://localhost:PORT/", /localhost resolves to a loopback address/],
  ["http://LOCALHOST:PORT/", /loopback/],
  ["http://localhost.:PORT/", /loopback/],
  ["http://deep.er.localhost:PORT/", /loopback/],
  ["http://127.1:PORT/", /127\.0\.0\.1 is a loopback address/],
  ["http://127.0.1:PORT/", /loopback/],
  ["http://0177.0.0.1:PORT/", /loopback/],
  ["http://0x7f.0.0.1:PORT/", /loopback/],
  ["http://0x7f000001:PORT/", /loopback/],
  ["http://2130706433:PORT/", /loopback/],
  ["http://017700000001:PORT/", /loopback/],
  ["http://127.0.0.1.:PORT/", /loopback/],
  ["http://127.255.255.254:PORT/", /loopback/],
  ["http://①②⑦.⓪.⓪.①:PORT/", /loopback/],
  ["http://127。0。0。1:PORT/", /loopback/],
  ["http://%31%32%37.0.0.1:PORT/", /loopback/],
  ["http://ｌｏｃａｌｈｏｓｔ:PORT/", /loopback/],
  ["http://lo\u00adcalhost:PORT/", /loopback/],
  ["http://%6c%6f%63alhost:PORT/", /loopback/],
  ["http:\\\\127.0.0.1:PORT\\x", /loopback/],
  ["http:127.0.0.1:PORT", /loopback/],
  ["ht\ntp://127.0.0.1:PORT/", /loopback/],
  ["http://0.0.0.0:PORT/", /unspecified/],
  ["http://0:PORT/", /unspecified/],
  ["http://[::]:PORT/", /unspecified/],
  ["http://[::1]:PORT/", /::1 is a loopback address/],
  ["http://[0:0:0:0:0:0:0:1]:PORT/", /loopback/],
  ["http://[::ffff:127.0.0.1]:PORT/", /loopback/],
  ["http://[::ffff:7f00:1]:PORT/", /loopback/],
  ["http://[::127.0.0.1]:PORT/", /IPv4-compatible/],
  ["http://[::ffff:0:127.0.0.1]:PORT/", /not a global unicast/],
  ["http://[64:ff9b::7f00:1]:PORT/", /NAT64/],
  ["http://[64:ff9b:1::7f00:1]:PORT/", /NAT64/],
  ["http://[2002:7f00:1::]:PORT/", /6to4/],
  ["http://[2001:0:4136:e378::]:PORT/", /Teredo/],
  ["http://[fe80::1%25lo]:PORT/", /not a valid URL/],
  ["http://[fe80::1]:PORT/", /link-local/],
  ["http://[fc00::1]:PORT/", /private/],
  ["http://[fec0::1]:PORT/", /private/],
  ["http://[fd00:ec2::254]/latest/meta-data/", /cloud metadata/],
  ["http://[ff02::1]:PORT/", /multicast/],
  ["http://[100::1]:PORT/", /discard/],
  ["http://[5f00::1]:PORT/", /segment routing/],
  ["http://[3fff::1]:PORT/", /documentation/],
  ["http://[4000::1]:PORT/", /not a global unicast/],
  ["http://169.254.169.254/latest/meta-data/", /cloud metadata/],
  ["http://2852039166/", /cloud metadata/],
  ["http://100.100.100.200/", /cloud metadata/],
  ["http://168.63.129.16/", /cloud metadata/],
  ["http://169.254.1.1/", /link-local/],
  ["http://10.0.0.1/", /private/],
  ["http://172.31.255.255/", /private/],
  ["http://192.168.1.1/", /private/],
  ["http://100.64.0.1/", /carrier-grade/],
  ["http://192.0.0.8/", /protocol assignments/],
  ["http://192.0.2.1/", /documentation/],
  ["http://192.88.99.1/", /6to4/],
  ["http://198.18.0.1/", /benchmarking/],
  ["http://224.0.0.1/", /multicast/],
  ["http://240.0.0.1/", /reserved/],
  ["http://255.255.255.255/", /broadcast/],
  ["http://loopback.example:PORT/", /loopback\.example resolves to a loopback address/],
  ["http://loopback.example.:PORT/", /loopback/],
  ["http://loopback6.example:PORT/", /loopback/],
  ["http://ip6-localhost:PORT/", /loopback/],
  ["http://metadata.google.internal:PORT/", /cloud metadata/],
  ["http://intranet.example:PORT/", /resolves to a private address/],
  ["http://mixed.example:PORT/", /loopback/],
  ["http://mixed-families.example:PORT/", /private/],
  ["http://mapped.example:PORT/", /loopback/],
  ["http://zone.example:PORT/", /does not resolve to an IP address/],
  ["http://nonsense.example:PORT/", /does not resolve to an IP address/],
  ["http://empty.example:PORT/", /no address/],
  ["http://bücher.example:PORT/", /private/],
  ["http://user:secret@loopback.example:PORT/", /user name or password/],
  ["http://public.example@127.0.0.1:PORT/", /user name or password/],
  ["http://loopback.example:0/", /port 0/],
  ["http://loopback.example:65536/", /not a valid URL/],
  ["http://loopback..example:PORT/", /empty part/],
  ["http://.:PORT/", /empty part/],
  ["http://256.0.0.1:PORT/", /not a valid URL/],
  ["http://1.2.3.4.5:PORT/", /not a valid URL/],
  ["file:///etc/passwd", /only http and https/],
  ["gopher://127.0.0.1:PORT/", /only http and https/],
  ["unix:/var/run/docker.sock", /only http and https/],
  ["//127.0.0.1:PORT/", /not a valid URL/],
  ["", /not a valid URL/],
  [`http://public.example/${"a".repeat(20_000)}`, /longer than/],
];

const canaries: Listener[] = [];
beforeAll(async () => {
  const canary = await listen();
  canaries.push(canary, await listen(undefined, { host: "::1", port: canary.port }));
});
afterAll(() => Promise.all(canaries.map((canary) => canary.stop())));

test.each(hostile)("%j is blocked and never dialled", async (template, reason) => {
  const { agent } = createTestAgent({ resolve: async (hostname) => names[hostname] ?? [] });
  const url = template.replace("PORT", String(canaries[0]?.port));
  const request = { method: "GET", url, headers: [], body: null };
  const result = await sendHttp(request, { agent, timeoutMs: 2000, responseBytesMax: 100 });
  expect(result).toMatchObject({ kind: "failed", errorClass: "guard", answer: null, address: null });
  expect(result.kind === "failed" && result.error).toMatch(reason);
  expect(canaries.map((canary) => canary.connections())).toEqual([0, 0]);
});

test("a reason names no address that the user did not write", async () => {
  const { agent } = createTestAgent({ resolve: async () => ["10.1.2.3"] });
  const request = { method: "GET", url: "http://intranet.example/", headers: [], body: null };
  const result = await sendHttp(request, { agent, timeoutMs: 2000, responseBytesMax: 100 });
  expect(JSON.stringify(result)).not.toContain("10.1.2.3");
});
