import { describe, expect, it } from "vitest";
import { heldBackMsMax, sentIdOf } from "./chaos.ts";
import { findIgnoredParts } from "./ignored-parts.ts";
import { MockInputSchema } from "./mock.ts";
import { isCounted } from "./mock-uses.ts";
import { findUnknownKeys } from "./unknown-keys.ts";

const define = (chaos: unknown, more: object = {}) => ({
  http: { route: "/x" },
  webhooks: [{ url: "http://a.example/", ...more, chaos }],
});
const everything = {
  ...{ seed: "monday", key: "$.req.orderId", drop: { probability: 0 }, duplicate: { probability: 1, copies: 10 } },
  ...{ reorder: { probability: 0.5, windowMs: 600_000 }, late: { probability: 0.25, ms: 1 } },
  ...{ truncate: { probability: 0.1 }, wrongContentType: { probability: 1e-6 } },
};

describe("chaos", () => {
  it.each([[{ seed: 7 }], [{ seed: "", duplicate: { probability: 1 } }], [everything]])(
    "is kept as it was sent: %j",
    (chaos) => {
      expect(MockInputSchema.parse(define(chaos)).webhooks?.[0]?.chaos).toEqual(chaos);
    },
  );

  it.each<[chaos: unknown, problem: string]>([
    [{}, "seed: must be a number or a text of at most 200 characters: the same seed makes the same run"],
    [
      { seed: "a".repeat(201) },
      "seed: must be a number or a text of at most 200 characters: the same seed makes the same run",
    ],
    [{ seed: 1, drop: { probability: 1.1 } }, "drop.probability: must be a probability, 0 to 1"],
    [{ seed: 1, drop: { probability: -0.1 } }, "drop.probability: must be a probability, 0 to 1"],
    [{ seed: 1, truncate: {} }, "truncate.probability: must be a probability, 0 to 1"],
    [{ seed: 1, duplicate: { probability: 1, copies: 0 } }, "duplicate.copies: must be 1 to 10"],
    [{ seed: 1, duplicate: { probability: 1, copies: 11 } }, "duplicate.copies: must be 1 to 10"],
    [{ seed: 1, reorder: { probability: 1 } }, "reorder.windowMs: must be whole milliseconds, 1 to 600000"],
    [{ seed: 1, late: { probability: 1, ms: 600_001 } }, "late.ms: must be whole milliseconds, 1 to 600000"],
    [{ seed: 1, late: { probability: 1, ms: 0.5 } }, "late.ms: must be whole milliseconds, 1 to 600000"],
  ])("is refused with its path and what is allowed: %j", (chaos, problem) => {
    const { error } = MockInputSchema.safeParse(define(chaos));
    expect(error?.issues.map(({ path, message }) => `${path.slice(3).join(".")}: ${message}`)).toEqual([problem]);
  });

  it("warns of what it does not know, and of what can't befall a message", () => {
    const kafka = { type: "kafka", kafkaBrokers: "k", kafkaTopic: "t" };
    const body = define({ seed: 1, dropp: { probability: 1 }, wrongContentType: { probability: 1 } }, kafka);
    expect([...findUnknownKeys(MockInputSchema, body), ...findIgnoredParts(MockInputSchema.parse(body))]).toEqual([
      { path: "$.webhooks[0].chaos.dropp", message: "unknown key, ignored; did you mean drop?" },
      {
        path: "$.webhooks[0].chaos.wrongContentType",
        message: "has no effect: a Kafka message has no content type",
      },
    ]);
  });

  it("warns where the message is rendered later, with another one's answer", () => {
    const first = { url: "http://a.example/", name: "first" };
    const second = { url: "http://a.example/", after: "first", chaos: { seed: 1 } };
    const pathsOf = (body: string) =>
      findIgnoredParts(
        MockInputSchema.parse({ http: { route: "/x" }, webhooks: [first, { ...second, body: { id: body } }] }),
      ).map(({ path }) => path);
    expect(pathsOf("$.cb.first.response.id")).toEqual(["$.webhooks[1].chaos"]);
    expect(pathsOf("$.req.id")).toEqual([]);
  });

  it("numbers the uses of its mock unless a key stands for them", () => {
    const counts = [undefined, { seed: 1 }, { seed: 1, key: "$.req.id" }].map((chaos) =>
      isCounted(MockInputSchema.parse(define(chaos))),
    );
    expect(counts).toEqual([false, true, false]);
  });

  it("holds a delivery back for so long at the most", () => {
    expect([undefined, { seed: 1 }, everything].map(heldBackMsMax)).toEqual([0, 0, 600_001]);
  });

  it("sends a copy with the id of the first one", () => {
    expect(sentIdOf(undefined, "own")).toBe("own");
    expect(sentIdOf([{ kind: "duplicate", copies: 1 }], "own")).toBe("own");
    expect(sentIdOf([{ kind: "copy", of: "first" }], "own")).toBe("first");
  });
});
