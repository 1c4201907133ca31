import type { Callback } from "@understudy/domain";
import { noReads } from "@understudy/templating";
import { createDestinationGuard } from "@understudy/egress";
import { describe, expect, it } from "vitest";
import { createContext } from "../test/context.ts";
import { compileMessage } from "./compile-message.ts";
import { postponeMessage } from "./postpone-message.ts";
import { renderPostponed } from "./render-postponed.ts";

const trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const sealing = { seal: (secret: string) => secret, open: (sealed: string) => sealed };
const ownOrigin = { publicOrigin: "https://mocks.example", port: 1, resolverOrigin: "http://127.0.0.1:1" };
const guard = createDestinationGuard({ allowPrivate: false, allowHosts: [], ownOrigin });
const contextOf = (headers: Record<string, string[]>) => {
  const context = createContext();
  return { ...context, request: { ...context.request, headers } };
};
const headersOf = (callback: Callback, headers: Record<string, string[]>) =>
  Object.fromEntries(compileMessage(callback, sealing).render(contextOf(headers), 1).message.headers);

const http: Callback = { url: "http://target/" };
const kafka: Callback = { type: "kafka", kafkaBrokers: "k:9092", kafkaTopic: "t" };
const rabbitmq: Callback = { type: "rabbitmq", rabbitURL: "amqp://r/", rabbitQueue: "q" };

describe("the trace of a call", () => {
  it.each([http, kafka, rabbitmq])("goes out with a message of every type: %j", (callback) => {
    const given = { traceparent: [trace], tracestate: ["a=1", "b=2"] };
    expect(headersOf(callback, given)).toEqual({ traceparent: trace, tracestate: "a=1,b=2" });
  });

  it("is not added where the call had none, or nothing that is one", () => {
    expect(headersOf(http, {})).toEqual({});
    expect(headersOf(http, { tracestate: ["a=1"] })).toEqual({});
    for (const wrong of [
      "",
      "x",
      `${trace}\r\nx: y`,
      trace.toUpperCase(),
      trace.replace("00-", "ff-"),
      trace.replace("4bf92f3577b34da6a3ce929d0e0e4736", "0".repeat(32)),
      trace.replace("00f067aa0ba902b7", "0".repeat(16)),
    ]) {
      expect(headersOf(http, { traceparent: [wrong] }), wrong).toEqual({});
    }
    expect(headersOf(http, { traceparent: [trace, trace] })).toEqual({});
  });

  it("goes without a state that is longer than every system must pass on", () => {
    expect(headersOf(http, { traceparent: [trace], tracestate: ["x".repeat(513)] })).toEqual({ traceparent: trace });
  });

  it("is kept with a message that is rendered later, apart from headers that templates see", () => {
    const context = { ...contextOf({ traceparent: [trace], "x-else": ["1"] }), callbacks: new Map() };
    const postponed = postponeMessage({ callback: http, index: 0, isStrict: false, hops: 1 }, context, noReads);
    expect(postponed.context).toMatchObject({ request: { headers: {} }, trace: { traceparent: trace } });
    const { message } = renderPostponed(postponed, context, { sealing, guard });
    expect(message).toMatchObject({ headers: [["traceparent", trace]], trace: { traceparent: trace } });
  });

  it("is the one that we make of it, if we do, of which templates see nothing", () => {
    const ours = { traceparent: trace.replace("00f067aa0ba902b7", "1111111111111111"), tracestate: "ours=1" };
    const context = { ...contextOf({ traceparent: [trace] }), trace: ours };
    const callback = { ...http, body: "$.reqHeader.traceparent[0]" };
    const { message, body } = compileMessage(callback, sealing).render(context, 1);
    expect(message.trace).toEqual(ours);
    expect(Object.fromEntries(message.headers)).toMatchObject(ours);
    expect(Buffer.from(body ?? []).toString()).toBe(trace);
  });

  it("gives way to a header of the callback itself", () => {
    const own = { ...http, headers: { Traceparent: "mine" } };
    expect(headersOf(own, { traceparent: [trace], tracestate: ["a=1"] })).toEqual({ Traceparent: "mine" });
    const { message } = compileMessage(own, sealing).render(contextOf({ traceparent: [trace] }), 1);
    expect(message.trace).toEqual({ traceparent: trace });
  });
});
