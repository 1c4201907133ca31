import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { get, postJson } from "../bench-request.ts";
import { greeting } from "./peer.ts";
import { verifyAnswers } from "./verify-answers.ts";

const payment = { id: "00000000-0000-4000-8000-000000000000", amount: 2500, currency: "usd", status: "succeeded" };
const paid = { kind: "payment" as const, requests: [postJson("/pay", '{"name":"Ada"}')] };
const greeted = { kind: "greeting" as const, requests: [get("/a"), get("/b")] };

let server: Server | undefined;

afterEach(() => {
  server?.close();
});

/** A server that answers as told; null is a 404. */
async function startServer(answer: (path: string, body: string) => string | null): Promise<string> {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const text = answer(request.url ?? "", body);
      response.writeHead(text === null ? 404 : 200).end(text);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("a mock server is measured only when it answers as its mocks say", () => {
  it.each([
    ["every greeting", greeted, (path: string) => (/^\/[ab]$/.test(path) ? greeting : null)],
    ["Ada's payment", paid, (_: string, body: string) => (body.includes("Ada") ? JSON.stringify(payment) : null)],
  ])("%s is accepted", async (_name, work, answer) => {
    await expect(verifyAnswers(await startServer(answer), work)).resolves.toBeUndefined();
  });

  it.each([
    ["one greeting that is missing", greeted, (path: string) => (path === "/a" ? greeting : null)],
    ["a greeting for every path", greeted, () => greeting],
    ["an empty answer", greeted, () => ""],
    ["a payment for everybody", paid, () => JSON.stringify(payment)],
    ["a template that was not rendered", paid, () => JSON.stringify({ ...payment, id: "{{uuid}}" })],
    ["an amount of another type", paid, () => JSON.stringify({ ...payment, amount: "2500" })],
  ])("%s is refused", async (_name, work, answer) => {
    await expect(verifyAnswers(await startServer(answer), work)).rejects.toThrow(/its answer|no mock/);
  });
});
