import { expect, test } from "vitest";
import { readTraceContext } from "./trace-context.ts";

const trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

test.each([
  [{ traceparent: [trace] }, { traceparent: trace }],
  [
    { traceparent: [trace], tracestate: ["a=1", "b=2"] },
    { traceparent: trace, tracestate: "a=1,b=2" },
  ],
  [{ traceparent: [trace], tracestate: ["x".repeat(513)] }, { traceparent: trace }],
  [{ traceparent: [`01${trace.slice(2)}-more`] }, { traceparent: `01${trace.slice(2)}-more` }],
])("of %j it is %j", (headers, read) => expect(readTraceContext(headers)).toEqual(read));

test.each([
  {},
  { tracestate: ["a=1"] },
  { traceparent: [trace, trace] },
  { traceparent: [] },
  { traceparent: [""] },
  { traceparent: [`${trace}\r\nx: y`] },
  { traceparent: [trace.toUpperCase()] },
  { traceparent: [trace.replace("00-", "ff-")] },
  { traceparent: [trace.replace("4bf92f3577b34da6a3ce929d0e0e4736", "0".repeat(32))] },
  { traceparent: [trace.replace("00f067aa0ba902b7", "0".repeat(16))] },
])("there is none in %j", (headers) => expect(readTraceContext(headers)).toBeNull());
