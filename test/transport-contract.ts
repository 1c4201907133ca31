import { randomBytes, randomUUID } from "node:crypto";
import type { Message, RenderedMessage } from "@understudy/domain";
import { createDestinationGuard, type DestinationGuard, type GuardOptions } from "@understudy/egress";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Transport } from "../packages/delivery/src/transport.ts";
import { listen, type Relay, relayTo } from "./relay.ts";

/** A message as the target has it. */
export interface Received {
  body: Buffer;
  headers: Record<string, string>;
  deliveryId: string;
}

/** What the contract needs of a transport and of something real that it can reach. */
export interface TransportUnderTest<M extends Message> {
  /** `host:port` of a target that takes everything. */
  address: string;
  /** Other addresses that the target sends its clients to. */
  otherAddresses?: readonly string[];
  /** A message for whoever is at `address`, be it the target or not. */
  createMessage: (address: string, headers?: Record<string, string>) => M;
  createTransport: (guard: DestinationGuard) => Transport<M>;
  /** All that came so far for such a message. */
  receive: () => Promise<Received[]>;
  stop?: () => Promise<void>;
}

/** A guard that opens these addresses and nothing else. No name is known but `localhost`. */
export function createTestGuard(allowHosts: readonly string[], options: Partial<GuardOptions> = {}): DestinationGuard {
  return createDestinationGuard({
    allowPrivate: false,
    allowHosts,
    ownOrigin: { publicOrigin: "https://mocks.example", port: 1, resolverOrigin: "http://127.0.0.1:1" },
    resolve: (hostname) =>
      hostname === "localhost"
        ? Promise.resolve(["127.0.0.1"])
        : Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" })),
    ...options,
  });
}

export const attemptContext = { namespace: "sandbox", deliveryId: "delivery-1", timeoutMs: 10_000, hops: 1 };

/** What every transport does, whatever it speaks. */
export function describeTransport<M extends Message>(name: string, start: () => Promise<TransportUnderTest<M>>): void {
  describe(`every transport: ${name}`, () => {
    let target: TransportUnderTest<M>;
    const relays: Relay[] = [];
    const transports: Transport<M>[] = [];
    beforeAll(async () => {
      target = await start();
    });
    afterEach(async () => {
      for (const transport of transports.splice(0)) transport.close();
      await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    });
    afterAll(() => target.stop?.());

    async function keep(relay: Promise<Relay>): Promise<Relay> {
      relays.push(await relay);
      return relay;
    }
    function openTransport(...allowHosts: string[]): Transport<M> {
      const transport = target.createTransport(createTestGuard([...allowHosts, ...(target.otherAddresses ?? [])]));
      transports.push(transport);
      return transport;
    }
    function render(address: string, body: Uint8Array = Buffer.from("body")): RenderedMessage<M> {
      return { message: target.createMessage(address), body };
    }

    test("delivers the bytes and the headers as they are, with the delivery's id on every attempt", async () => {
      const transport = openTransport(target.address);
      const body = randomBytes(50_000);
      const message = target.createMessage(target.address, { "x-a": "1", "X-B": "two words" });
      const deliveryId = randomUUID();
      for (let attempt = 1; attempt <= 2; attempt++) {
        const outcome = await transport.send({ message, body }, { ...attemptContext, deliveryId });
        expect(outcome).toMatchObject({
          kind: "delivered",
          address: expect.stringMatching(/^\d+(\.\d+){3}:\d+$/) as string,
        });
      }
      const received = (await target.receive()).filter((one) => one.deliveryId === deliveryId);
      expect(received).toHaveLength(2);
      for (const one of received) {
        expect(one.body.equals(body)).toBe(true);
        expect(lowerCase(one.headers)).toMatchObject({ "x-a": "1", "x-b": "two words" });
      }
    });

    test("uses a connection again, for the same namespace only", async () => {
      const relay = await keep(relayTo(target.address));
      const transport = openTransport(relay.address);
      for (let attempt = 1; attempt <= 3; attempt++) {
        expect(await transport.send(render(relay.address), attemptContext)).toMatchObject({ kind: "delivered" });
      }
      expect(relay.connections()).toBe(1);
    });

    test("closing ends the connections that it kept", async () => {
      const relay = await keep(relayTo(target.address));
      const transport = openTransport(relay.address);
      await transport.send(render(relay.address), attemptContext);
      expect(relay.open()).toBe(1);
      transport.close();
      await expect.poll(relay.open).toBe(0);
    });

    test("an idle connection that the target has closed meanwhile costs no attempt", async () => {
      const relay = await keep(relayTo(target.address));
      const transport = openTransport(relay.address);
      await transport.send(render(relay.address), attemptContext);
      relay.hangUp();
      expect(await transport.send(render(relay.address), attemptContext)).toMatchObject({ kind: "delivered" });
    });

    test("one that says nothing is given up at the time of the whole attempt, and disconnected", async () => {
      const silent = await keep(listen());
      const startedAt = performance.now();
      const outcome = await openTransport(silent.address).send(render(silent.address), {
        ...attemptContext,
        timeoutMs: 300,
      });
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(299);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      expect(outcome).toMatchObject({ kind: "failed", errorClass: "timeout" });
      expect(sentence(outcome)).toMatch(/^The time allowed \(0\.3 s\) was up \w+/);
      await expect.poll(silent.open).toBe(0);
    });

    test("one that hangs up is a failed attempt", async () => {
      const hostile = await keep(listen((socket) => socket.once("data", () => socket.destroy())));
      const outcome = await openTransport(hostile.address).send(render(hostile.address), attemptContext);
      expect(outcome).toMatchObject({ kind: "failed", errorClass: "closed" });
      expect(sentence(outcome)).toMatch(/closed/);
    });

    test("one that speaks something else is a failed attempt", async () => {
      const other = await keep(listen((socket) => socket.once("data", () => socket.end("220 mail.example ESMTP\r\n"))));
      const outcome = await openTransport(other.address).send(render(other.address), attemptContext);
      expect(outcome).toMatchObject({ kind: "failed" });
      expect(["protocol", "closed"]).toContain(outcome.kind === "failed" && outcome.errorClass);
    });

    test("one that is away is a failed attempt that says so", async () => {
      const away = await listen();
      await away.stop();
      const outcome = await openTransport(away.address).send(render(away.address), attemptContext);
      expect(outcome).toMatchObject({ kind: "failed", errorClass: "connect" });
      expect(sentence(outcome)).toMatch(/No connection could be made \(ECONNREFUSED\)/);
    });

    test("a name that nobody knows is a failed attempt that says so", async () => {
      const outcome = await openTransport().send(render("nowhere.example:1234"), attemptContext);
      expect(outcome).toMatchObject({ kind: "failed", errorClass: "dns" });
      expect(sentence(outcome)).toMatch(/nowhere\.example could not be resolved \(ENOTFOUND\)/);
    });

    test.each(["127.0.0.1", "localhost"])("%s is blocked by the guard, and nobody is dialled", async (host) => {
      const canary = await keep(listen());
      const { port } = new URL(`tcp://${canary.address}`);
      const outcome = await openTransport().send(render(`${host}:${port}`), attemptContext);
      expect(outcome).toEqual({
        kind: "failed",
        errorClass: "guard",
        error: `The destination is blocked: ${host} ${host === "localhost" ? "resolves to" : "is"} a loopback address.`,
        isResponseTruncated: false,
      });
      expect(canary.connections()).toBe(0);
    });
  });
}

function sentence(outcome: { kind: string; error?: string }): string {
  return outcome.error ?? "";
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
