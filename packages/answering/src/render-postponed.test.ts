import { type Callback, decodePlan, encodePlan, type PostponedMessage } from "@understudy/domain";
import { createDestinationGuard } from "@understudy/egress";
import { expect, it } from "vitest";
import { createContext } from "../test/context.ts";
import { compileCallback } from "./compile-callback.ts";
import { renderPostponed } from "./render-postponed.ts";

const ownOrigin = { publicOrigin: "https://mocks.example", port: 1, resolverOrigin: "http://127.0.0.1:1" };
const guard = createDestinationGuard({ allowPrivate: false, allowHosts: [], ownOrigin });
const sealing = { seal: (text: string) => `sealed ${text}`, open: (text: string) => text.replace("sealed ", "") };
const options = { guard, sealing, isStrict: false, findFile: () => undefined };

const base = createContext({ n: 1, deep: { list: [1, "2", null] } });
const context = {
  ...base,
  request: {
    ...base.request,
    headers: { "x-id": ["h1", "h2"], authorization: ["Bearer planted"] },
    query: { page: ["2"], token: ["planted"] },
    pathParams: { id: "42" },
  },
  response: { id: "pi_1" },
  stores: {
    global: new Map<string, unknown>([
      ["a.b", 1],
      ["planted", "planted"],
    ]),
    chain: new Map<string, unknown>([["c", "C"]]),
    mock: new Map<string, unknown>([["m", { x: 1 }]]),
  },
  callbacks: new Map([["first", { response: { id: 7 }, statusCode: 201 }]]),
};

const callback: Callback = {
  url: "http://target.example/$.cb.first.response.id",
  headers: { "X-Id": "$.reqHeader.X-Id[1]", Authorization: "sealed secret", Status: "$.cb.first.statusCode" },
  body: {
    ...{ whole: "$.cb.first.response", deep: "$.req.deep", page: "$.queryParams.page", none: "$.cb.first.response.no" },
    ...{ answer: "$.response.id", g: "$.gS.a.b", c: "$.cS.c", m: "$.mS.m", path: "$.path", id: "$.pathParam.id" },
  },
};

/** As it comes out of the database. */
function store(postponed: PostponedMessage): PostponedMessage {
  const predecessor = { id: "0198c0de-0000-7000-8000-000000000001", name: "first" };
  const read = decodePlan(
    encodePlan({ version: 1, predecessor, afterFailure: "skip", answers: [], postponed }),
  ).postponed;
  if (read === null) throw new Error("nothing is postponed");
  return read;
}

it("renders later what would have been rendered at once", () => {
  const compiled = compileCallback(callback, 0, options);
  const later = renderPostponed(store(compiled.postpone(context, 3)), context, options);
  expect(later).toEqual(compiled.render(context, 3));
  expect(later).toMatchObject({
    message: { url: "http://target.example/7", hops: 3 },
    lane: { target: "target.example" },
  });
  expect(JSON.parse(Buffer.from(later.body ?? []).toString())).toMatchObject({
    ...{ whole: { id: 7 }, deep: { list: [1, "2", null] }, none: "$.cb.first.response.no" },
  });
});

it("keeps what its templates name, and nothing else; secrets stay sealed", () => {
  const text = JSON.stringify(compileCallback(callback, 0, options).postpone(context, 1));
  expect(text).not.toContain("planted");
  expect(text).toContain("sealed secret");
  const { context: kept } = compileCallback({ url: "http://t/$.cb.first.statusCode" }, 0, options).postpone(context, 1);
  expect(kept.request).not.toHaveProperty("body");
  expect(kept).not.toHaveProperty("response");
  expect(kept.stores).toEqual({ global: [], chain: [], mock: [] });
});

it("fails where it must have all its values", () => {
  const strict = { ...options, isStrict: true };
  const postponed = store(compileCallback(callback, 0, strict).postpone(context, 1));
  expect(() => renderPostponed(postponed, context, options)).toThrow(/"\$\.cb\.first\.response\.no"/);
  // What is not there yet is no mistake; what can never be there is.
  const { callbacks: _callbacks, ...before } = context;
  expect(() => compileCallback(callback, 0, strict).render(before, 1)).not.toThrow();
  expect(() => compileCallback(callback, 0, strict).render({ ...context, callbacks: new Map() }, 1)).toThrow(/\$\.cb/);
});
