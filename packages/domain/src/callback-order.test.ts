import { describe, expect, it } from "vitest";
import type { MockDefinition } from "./mock.ts";
import { inSendingOrder } from "./callback-order.ts";
import { findIgnoredParts } from "./ignored-parts.ts";
import { listFileUses, MockInputSchema } from "./mock.ts";
import { toProblems } from "./validation-error.ts";

const url = "http://target/";

function problemsOf(...webhooks: object[]): string[] {
  const input = { http: { route: "/x" }, webhooks: webhooks.map((callback) => ({ url, ...callback })) };
  const parsed = MockInputSchema.safeParse(input);
  return parsed.success ? [] : toProblems(parsed.error).map(({ path, message }) => `${path} ${message}`);
}

describe("the order of callbacks", () => {
  it.each<[string, object[]]>([
    ["one behind another", [{ name: "a" }, { after: "a" }]],
    ["one that comes first in the list", [{ after: "a" }, { name: "a" }]],
    ["several behind one", [{ name: "a" }, { after: "a" }, { after: "a", afterFailure: "send" }]],
    ["a chain", [{ name: "a" }, { name: "b_2", after: "a" }, { name: "c-3", after: "b_2" }]],
    [
      "synchronous ones",
      [
        { name: "a", async: false },
        { after: "a", async: false },
      ],
    ],
    ["an asynchronous one behind a synchronous one", [{ name: "a", async: false }, { after: "a" }]],
  ])("may be %s", (_name, webhooks) => {
    expect(problemsOf(...webhooks)).toEqual([]);
  });

  it.each<[string, object[], string[]]>([
    ["an unknown name", [{ after: "x" }], ['$.webhooks[0].after no callback is named "x"; none has a name']],
    [
      "an unknown name among others",
      [{ name: "a" }, { name: "b" }, { after: "x" }],
      ['$.webhooks[2].after no callback is named "x"; there is "a", "b"'],
    ],
    [
      "a name that is taken",
      [{ name: "a" }, {}, { name: "a" }],
      ["$.webhooks[2].name is the name of $.webhooks[0] already; it must be unique in its mock"],
    ],
    ["itself", [{ name: "a", after: "a" }], ['$.webhooks[0].after waits for itself: "a" after "a"']],
    [
      "a ring, of which others are not part",
      [{ name: "a", after: "c" }, { name: "b", after: "a" }, { name: "c", after: "b" }, { after: "c" }],
      [
        '$.webhooks[0].after waits for itself: "a" after "c" after "b" after "a"',
        '$.webhooks[1].after waits for itself: "b" after "a" after "c" after "b"',
        '$.webhooks[2].after waits for itself: "c" after "b" after "a" after "c"',
      ],
    ],
    [
      "an asynchronous one before a synchronous one",
      [{ name: "a" }, { after: "a", async: false }],
      [
        '$.webhooks[1].after a synchronous callback can wait for synchronous ones only; "a" is sent when the answer is out',
      ],
    ],
  ])("must not be %s", (_name, webhooks, problems) => {
    expect(problemsOf(...webhooks)).toEqual(problems);
  });

  it.each(["", "1st", "a b", "a.b", "$a", "a".repeat(65), "a\n"])(
    "has names that templates can write, not %j",
    (name) => {
      expect(problemsOf({ name })).toEqual([
        expect.stringMatching(/^\$\.webhooks\[0\]\.name must be up to 64 letters/),
      ]);
    },
  );

  it("is not looked at among what are no callbacks", () => {
    const { success } = MockInputSchema.safeParse({ http: { route: "/x" }, webhooks: [null, "a", { url, after: 1 }] });
    expect(success).toBe(false);
  });

  it("says what is allowed in other fields", () => {
    expect(problemsOf({ name: "a" }, { after: "a", afterFailure: "retry" })).toEqual([
      expect.stringMatching(/^\$\.webhooks\[1\]\.afterFailure .*"skip"\|"send"/),
    ]);
    expect(problemsOf({ condition: { response: [{ path: "$", assertAction: "is" }] } })).toEqual([
      expect.stringMatching(/^\$\.webhooks\[0\]\.condition\.response\[0\]\.assertAction .*"equals"/),
    ]);
  });

  it("warns of what can't have an effect", () => {
    const definition: MockDefinition = {
      webhooks: [
        { url, afterFailure: "send" },
        { url, name: "a" },
      ],
    };
    expect(findIgnoredParts(definition).map(({ path }) => path)).toEqual(["$.webhooks[0].afterFailure"]);
  });
});

it("puts every callback behind its predecessor, and moves no other", () => {
  const callback = (name: string, after: string | null = null) => ({ name, after });
  const order = (...callbacks: { name: string; after: string | null }[]): string =>
    inSendingOrder(callbacks)
      .map(({ name }) => name)
      .join("");
  expect(order(callback("a"), callback("b"), callback("c"))).toBe("abc");
  expect(order(callback("a", "c"), callback("b"), callback("c"))).toBe("cab");
  expect(order(callback("c", "b"), callback("d"), callback("b", "a"), callback("a"))).toBe("abcd");
  // What can't be stored must not hang who reads it.
  expect(order(callback("a", "b"), callback("b", "a"))).toBe("ba");
});

it("finds the files that conditions name", () => {
  const condition = { gStore: [{ path: "a" }, { path: "b", valueFromFile: "expected.json" }], sortArray: true };
  expect(listFileUses({ webhooks: [{ url }, { url, condition }] })).toEqual([
    { path: "$.webhooks[1].condition.gStore[1].valueFromFile", name: "expected.json" },
  ]);
});
