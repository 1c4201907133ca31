import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import type { ResolveHost } from "../src/resolve-host.ts";

/** An answer's records: an IPv4 address, an IPv6 address, or a name to which this one is an alias. */
export type Records = { type: "A" | "AAAA" | "CNAME"; value: string }[];

/** A name server on loopback that speaks DNS over UDP; every record has a TTL of 0. */
export async function startNameServer(answer: (hostname: string, type: "A" | "AAAA") => Records) {
  const socket = createSocket("udp4");
  let queries = 0;
  socket.on("message", (query, peer) => {
    queries += 1;
    const { name, end } = readName(query, 12);
    const type = query.readUInt16BE(end) === 28 ? "AAAA" : "A";
    const records = answer(name, type);
    const header = Buffer.alloc(12);
    header.writeUInt16BE(query.readUInt16BE(0), 0);
    header.writeUInt16BE(0x8180, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(records.length, 6);
    const question = query.subarray(12, end + 4);
    socket.send(Buffer.concat([header, question, ...encodeRecords(name, records)]), peer.port, peer.address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const resolver = new Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  const resolve: ResolveHost = async (hostname) => {
    const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const addresses = answers.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
    if (addresses.length === 0) throw Object.assign(new Error(`no address for ${hostname}`), { code: "ENOTFOUND" });
    return addresses;
  };
  return { resolve, queries: () => queries, stop: () => socket.close() };
}

function encodeRecords(name: string, records: Records): Buffer[] {
  let owner = name;
  return records.map(({ type, value }) => {
    const data = type === "CNAME" ? encodeName(value) : encodeAddress(type, value);
    const fixed = Buffer.alloc(10);
    fixed.writeUInt16BE({ A: 1, CNAME: 5, AAAA: 28 }[type], 0);
    fixed.writeUInt16BE(1, 2);
    fixed.writeUInt16BE(data.length, 8);
    const record = Buffer.concat([encodeName(owner), fixed, data]);
    if (type === "CNAME") owner = value;
    return record;
  });
}

/** IPv6 here in its eight full groups. */
function encodeAddress(type: "A" | "AAAA", text: string): Buffer {
  if (type === "A") return Buffer.from(text.split(".").map(Number));
  return Buffer.from(
    text
      .split(":")
      .map((group) => group.padStart(4, "0"))
      .join(""),
    "hex",
  );
}

function encodeName(name: string): Buffer {
  const labels = name.split(".").flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  return Buffer.concat([...labels, Buffer.alloc(1)]);
}

function readName(message: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = [];
  let at = start;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), end: at + 1 };
}
