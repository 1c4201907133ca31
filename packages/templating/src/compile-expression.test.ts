import { describe, expect, it } from "vitest";
import { createContext, createRequest } from "../test/context.ts";
import { compileTemplate } from "./compile-template.ts";

const stores = {
  global: new Map<string, unknown>([
    ["currentSession", "s-1"],
    ["app.version", "2.0"],
    ["app", { version: "nested", name: "shop", ports: [80, 443] }],
    ["last-order", "o-9"],
    ["zero", 0],
    ["nothing", null],
    ["texts.de.title", "Titel"],
  ]),
  chain: new Map<string, unknown>([["orderId", "o-2"]]),
  mock: new Map<string, unknown>([
    ["computed", 3],
    ["greetings", { de: "Hallo", en: "Hello" }],
  ]),
};
const context = createContext({
  stores,
  response: { status: "ok", data: { id: 1 } },
  callbacks: new Map([["first", { response: { id: "c-1" }, statusCode: 200 }]]),
});

describe("every accessor", () => {
  it.each<[string, unknown]>([
    ["$.req.user.name", "Ada"],
    ["$.req.items[1].sizes[0]", 1],
    ["$.req.items[-1].sku", "s2"],
    ["$.req.items.0.sku", "s1"],
    ['$.req["odd key"]', "odd"],
    ["$.req['a.b'].c", "dotted"],
    ['$.req["quo\\"te"]', "quoted"],
    ["$.req.items[$.req.position].sku", "s2"],
    ["$.body.user.name", "Ada"],
    ["$.request.user.name", "Ada"],
    ["$.reqHeader.Authorization[0]", "Bearer t0k3n"],
    ["$.reqHeader.AUTHORIZATION[0]", "Bearer t0k3n"],
    ["$.reqHeader.X-Request-ID[0]", "r-1"],
    ["$.reqHeader.Content-Type[0]", "application/json"],
    ["$.reqHeader.X-Forwarded-For[1]", "10.0.0.2"],
    ["$.reqHeader['Content-Type'][0]", "application/json"],
    ["$.reqHeader.Content-Type", ["application/json"]],
    ["$.header.Content-Type[0]", "application/json"],
    ["$.headers.Content-Type[0]", "application/json"],
    ["$.queryParams.page", "2"],
    ["$.queryParams.page[0]", "2"],
    ["$.queryParams.tag", ["a", "b"]],
    ["$.queryParams.tag[1]", "b"],
    ["$.queryParams['filter[status]']", "open"],
    ["$.queryParams", { page: "2", tag: ["a", "b"], "page-size": "50", "filter[status]": "open" }],
    ["$.queryParam.page", "2"],
    ["$.query.page", "2"],
    ["$.pathParam.id", "42"],
    ["$.namespace", "sandbox"],
    ["$.method", "POST"],
    ["$.path", "/orders/42"],
    ["$.response", { status: "ok", data: { id: 1 } }],
    ["$.response.status", "ok"],
    ["$.response.data.id", 1],
    ["$.cb.first.response", { id: "c-1" }],
    ["$.cb.first.response.id", "c-1"],
    ["$.gS.currentSession", "s-1"],
    ["$.cS.orderId", "o-2"],
    ["$.mS.computed", 3],
    ["$.gS.zero", 0],
    ["$.gS.nothing", null],
  ])("%s", (template, expected) => {
    expect(compileTemplate(template).render(context)).toEqual(expected);
  });

  it("sees the whole body when it is text, and nothing below it", () => {
    const textContext = createContext({ request: createRequest("plain text") });
    expect(compileTemplate("$.req").render(textContext)).toBe("plain text");
    expect(compileTemplate("<$.req>").render(textContext)).toBe("<plain text>");
    expect(compileTemplate("$.req.a").render(textContext)).toBe("$.req.a");
    expect(compileTemplate("$.req").render(createContext({ request: createRequest(undefined) }))).toBe("$.req");
  });
});

describe("a store's key with dots", () => {
  it.each<[string, unknown]>([
    ["$.gS.app.version", "2.0"],
    ["$.gS.app.name", "shop"],
    ["$.gS.app.ports[1]", 443],
    ["$.gS.app", { version: "nested", name: "shop", ports: [80, 443] }],
    ['$.gS["app.version"]', "2.0"],
    ['$.gS["app"].version', "nested"],
    ["$.gS.app.version.major", "$.gS.app.version.major"],
    ["$.gS.last-order", "o-9"],
    ["v$.gS.app.version.", "v2.0."],
  ])("%s", (template, expected) => {
    expect(compileTemplate(template).render(context)).toEqual(expected);
  });
});

describe("an expression inside of another one is its key", () => {
  it.each<[string, unknown]>([
    ["$.mS.greetings.$.pathParam.lang", "Hallo"],
    ["$.mS.greetings.$.pathParam.lang!", "Hallo!"],
    ["$.gS.texts.$.pathParam.lang.title", "Titel"],
    ["$.mS.greetings[$.pathParam.lang]", "Hallo"],
    ["$.mS.greetings.$.pathParam.none", "$.mS.greetings.$.pathParam.none"],
    ["$.mS.greetings.$.fake.Nope", "$.mS.greetings.$.fake.Nope"],
  ])("%s", (template, expected) => {
    expect(compileTemplate(template).render(context)).toEqual(expected);
  });
});

describe("what a template reads", () => {
  const nothing = {
    requestBody: false,
    headerNames: [],
    queryNames: [],
    response: false,
    globalStoreKeys: [],
    chainStoreKeys: [],
    mockStoreKeys: [],
    callbackNames: [],
  };
  it.each<[unknown, object]>([
    ["plain", {}],
    ["$.pathParam.x $.namespace $.fake.UUID", {}],
    ["$.reqHeader.X-Id[0] $.queryParams.x", { headerNames: ["x-id"], queryNames: ["x"] }],
    ["$.reqHeader $.query.$.req.name", { headerNames: "all", queryNames: "all", requestBody: true }],
    [["$.req.a"], { requestBody: true }],
    [{ a: "$.response.a" }, { response: true }],
    ["$.gS.a $.gS.b[0] $.gS.a", { globalStoreKeys: ["a", "b"] }],
    ["$.cS.a.b.c", { chainStoreKeys: ["a.b.c", "a.b", "a"] }],
    ["$.gS.last-order", { globalStoreKeys: ["last-order", "last"] }],
    ["$.mS.a.$.req.key", { mockStoreKeys: "all", requestBody: true }],
    ["$.mS.a[$.req.key]", { mockStoreKeys: ["a"], requestBody: true }],
    ["$.cb.first.response.id", { callbackNames: ["first"] }],
  ])("%j", (template, expected) => {
    expect(compileTemplate(template).reads).toEqual({ ...nothing, ...expected });
  });
});
