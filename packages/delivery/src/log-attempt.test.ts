import { expect, test } from "vitest";
import { logAttempt, type AttemptLogEntry } from "./log-attempt.ts";
import type { Outcome } from "./outcome.ts";

const fields = { callbackType: "http", deliveryId: "d1", mockId: "m1", namespace: "sandbox", requestId: "r1" } as const;
const retry = { kind: "retry", at: new Date("2030-01-01T00:00:02.000Z") } as const;
const finished = { kind: "finished" } as const;
const refused: Outcome = {
  kind: "failed",
  errorClass: "connect",
  error: "No.",
  address: "1.2.3.4:80",
  isResponseTruncated: false,
};

function linesOf(entry: Pick<AttemptLogEntry, "outcome" | "decision">) {
  const lines: [level: string, message: string, fields: object][] = [];
  const write = (level: string) => (written: object, message: string) => void lines.push([level, message, written]);
  const logger = { info: write("info"), warn: write("warn"), error: write("error") };
  logAttempt(logger, { ...fields, attempt: 2, attemptsMax: 4, durationMs: 17, ...entry });
  return lines;
}

test("success is the seed's line at info, with all ids", () => {
  const outcome: Outcome = { kind: "delivered", statusCode: 204, address: "1.2.3.4:80", isResponseTruncated: false };
  expect(linesOf({ outcome, decision: finished })).toEqual([
    [
      "info",
      "Callback executed successfully",
      {
        ...fields,
        event: "delivery.attempted",
        attempt: 2,
        attemptsMax: 4,
        durationMs: 17,
        outcome: "delivered",
        statusCode: 204,
        address: "1.2.3.4:80",
      },
    ],
  ]);
});

test("a failure that will be tried again is one line at warn, which says when", () => {
  const [line, ...more] = linesOf({ outcome: refused, decision: retry });
  expect(more).toEqual([]);
  expect(line?.slice(0, 2)).toEqual(["warn", "Callback attempt failed"]);
  expect(line?.[2]).toMatchObject({
    ...fields,
    event: "delivery.attempted",
    attempt: 2,
    errorClass: "connect",
    error: "No.",
    nextAttemptAt: "2030-01-01T00:00:02.000Z",
  });
});

test("the last failure has a second line for the delivery", () => {
  const lines = linesOf({ outcome: refused, decision: finished });
  expect(lines.map(([level, message]) => `${level}: ${message}`)).toEqual([
    "warn: Callback attempt failed",
    "error: Callback failed after all retries",
  ]);
  expect(lines[1]?.[2]).toMatchObject({ ...fields, event: "delivery.failed", attempt: 2, errorClass: "connect" });
});

test.each(["guard", "header"] as const)(
  "what is refused before it is sent (%s) has the line at error only",
  (errorClass) => {
    const outcome: Outcome = { kind: "failed", errorClass, error: "No.", isResponseTruncated: false };
    expect(linesOf({ outcome, decision: finished }).map(([level, message]) => `${level}: ${message}`)).toEqual([
      "error: Callback failed after all retries",
    ]);
  },
);

test("a panic has the seed's line with its stack", () => {
  const outcome: Outcome = {
    kind: "failed",
    errorClass: "panic",
    error: "Oh.",
    stack: "Error: Oh.\n at x",
    isResponseTruncated: false,
  };
  const [line] = linesOf({ outcome, decision: retry });
  expect(line?.slice(0, 2)).toEqual(["error", "Panic in webhook executeCallback"]);
  expect(line?.[2]).toMatchObject({ stack: "Error: Oh.\n at x", errorClass: "panic", ...fields });
});

test("bodies and response headers are never logged", () => {
  const outcome: Outcome = {
    ...refused,
    responseBody: Buffer.from("secret"),
    responseHeaders: [["x-secret", "secret"]],
    statusCode: 500,
  };
  expect(JSON.stringify(linesOf({ outcome, decision: finished }))).not.toMatch(/secret/);
});
