import type { ClaimedDelivery } from "@understudy/database";
import { createHttpMessage, createKafkaMessage, createRabbitMqMessage, type Message } from "@understudy/domain";
import type { SpanEnd, Tracer } from "@understudy/runtime";
import { expect, test, vi } from "vitest";
import { traceAttempt } from "./trace-attempt.ts";

const call = { traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", tracestate: "a=1" };
const attempt = { traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-1111111111111111-01", tracestate: "a=1" };
const delivery = {
  ...{ id: "d-1", namespace: "team", attempts: 0, mockId: "pay", requestId: "req_1", webhookId: null, operation: null },
} as ClaimedDelivery;

function trace(message: Message, of: ClaimedDelivery = delivery) {
  const end = vi.fn<(end: SpanEnd) => void>();
  const start = vi.fn<Tracer["start"]>(() => ({ context: attempt, end }));
  const traced = traceAttempt({ start }, of, message);
  return { headers: traced.message.headers, start: start.mock.calls[0]?.[0], finish: traced.end, end };
}

const url = "https://user:pass@hooks.example:8443/services/secret?token=secret";
const httpWith = (headers: Record<string, string>, isTraced = true) =>
  createHttpMessage({ url, headers, hops: 1, trace: isTraced ? call : null }).message;

test("without a tracer the message is sent as it is", () => {
  const message = httpWith(call);
  expect(traceAttempt(null, delivery, message).message).toBe(message);
});

test("the header of the call's trace gives way to that of the attempt, below the call's span", () => {
  const { headers, start } = trace(httpWith({ "x-a": "1", ...call }));
  expect(headers).toEqual([["x-a", "1"], ...Object.entries(attempt)]);
  expect(start).toMatchObject({ name: "POST", kind: "client", parent: call });
});

test("a callback's own header stays, and the attempt is part of the call's trace all the same", () => {
  for (const own of [{ Traceparent: "mine" }, { tracestate: "mine" }] as Record<string, string>[]) {
    const { headers, start } = trace(httpWith(own));
    expect(headers).toEqual(Object.entries(own));
    expect(start?.parent).toEqual(call);
  }
});

test("a message without a trace begins one with its attempt, and says so", () => {
  const { headers, start } = trace(httpWith({}, false));
  expect(headers).toEqual(Object.entries(attempt));
  expect(start?.parent).toBeNull();
});

test("of an address no more is told than its host", () => {
  const { start } = trace(httpWith({}));
  expect(start?.attributes).toMatchObject({
    "url.scheme": "https",
    "server.address": "hooks.example",
    "server.port": 8443,
  });
  expect(JSON.stringify(start)).not.toMatch(/secret|user|pass/);
  const unreadable = trace(createHttpMessage({ url: "http://$.nothing here/", hops: 1 }).message);
  expect(unreadable.start?.attributes).toMatchObject({ "http.request.method": "POST" });
});

test("a retry says which one it is", () => {
  expect(trace(httpWith({})).start?.attributes["http.request.resend_count"]).toBeUndefined();
  const { start } = trace(httpWith({}), { ...delivery, attempts: 2 });
  expect(start?.attributes).toMatchObject({ "http.request.resend_count": 2, "understudy.attempt.number": 3 });
});

test("messages to brokers are named by where they go, without logins", () => {
  const login = { username: "user", password: "secret", isPasswordSealed: false };
  const content = { headers: {}, body: "", hops: 1, trace: call };
  const kafka = trace(
    createKafkaMessage({
      connection: { brokers: ["k:9092"], isTls: false, login: null },
      topic: "orders",
      key: "",
      ...content,
    }).message,
  );
  expect(kafka.start).toMatchObject({
    name: "send orders",
    kind: "producer",
    attributes: { "messaging.system": "kafka" },
  });
  expect(kafka.headers).toEqual(Object.entries(attempt));
  const to = { connection: { isTls: false, hostname: "r", port: 5672, virtualHost: "/", login }, isMandatory: false };
  const rabbit = (names: { exchange: string; routingKey: string; queue: string }) =>
    trace(createRabbitMqMessage({ ...to, ...names, ...content }).message).start;
  const direct = rabbit({ exchange: "", routingKey: "", queue: "work" });
  expect(direct).toMatchObject({
    name: "send work",
    attributes: { "messaging.system": "rabbitmq", "server.address": "r" },
  });
  expect(rabbit({ exchange: "events", routingKey: "paid", queue: "" })?.name).toBe("send events:paid");
  expect(JSON.stringify(direct)).not.toContain("secret");
});

test("what came of it is the span's end", () => {
  const { finish, end } = trace(httpWith({}));
  finish({ kind: "delivered", statusCode: 204, isResponseTruncated: false });
  expect(end).toHaveBeenLastCalledWith({ attributes: { "http.response.status_code": 204 } });
  const failed = { kind: "failed", error: "The target answered 503.", isResponseTruncated: false } as const;
  finish({ ...failed, errorClass: "status", statusCode: 503 });
  expect(end).toHaveBeenLastCalledWith({
    attributes: { "http.response.status_code": 503 },
    error: { type: "503", message: "The target answered 503." },
  });
  finish({ ...failed, errorClass: "timeout" });
  expect(end.mock.lastCall?.[0].error?.type).toBe("timeout");
});
