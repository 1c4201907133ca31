import type { RequestListener } from "node:http";
import type { Socket } from "node:net";
import type { HttpResult } from "../src/http-result.ts";
import { sendHttp, type HttpRequest } from "../src/send-http.ts";
import { createTestAgent, listen, listenHttp, type Listener } from "./listeners.ts";

const stops: (() => Promise<void>)[] = [];

/** To be called after each test: stops what the test started. */
export async function stopTargets(): Promise<void> {
  await Promise.all(stops.splice(0).map((stop) => stop()));
}

/** Has something stopped after the test. */
export function stopLater(stop: () => Promise<void>): void {
  stops.push(stop);
}

/** An HTTP server. */
export async function serve(onRequest: RequestListener): Promise<Listener> {
  const listener = await listenHttp(onRequest);
  stopLater(listener.stop);
  return listener;
}

/** A server that writes what it likes as soon as a request begins. */
export async function speak(onRequest: (socket: Socket) => void): Promise<Listener> {
  const listener = await listen((socket) => socket.once("data", () => onRequest(socket)));
  stopLater(listener.stop);
  return listener;
}

/** An agent that may reach one port of 127.0.0.1. */
export function openAgent(port: number) {
  return createTestAgent({ allowHosts: [`127.0.0.1:${port}`] }).agent;
}

/** Sends one request, by an agent of its own, to a target on 127.0.0.1. */
export async function send(
  url: string,
  request: Partial<HttpRequest> = {},
  limits: { timeoutMs?: number; responseBytesMax?: number } = {},
): Promise<HttpResult> {
  const agent = openAgent(Number(new URL(url).port));
  const { timeoutMs = 2000, responseBytesMax = 100 } = limits;
  return sendHttp({ method: "POST", url, headers: [], body: null, ...request }, { agent, timeoutMs, responseBytesMax });
}

/** What failed and why, or the status of an answer. */
export function failureOf(result: HttpResult) {
  return result.kind === "failed"
    ? { errorClass: result.errorClass, error: result.error }
    : { answer: result.answer.statusCode };
}
