import { describe, expect, it } from "vitest";
import { createContext, createRequest } from "../test/context.ts";
import { compileTemplate } from "./compile-template.ts";
import { compileText } from "./compile-text.ts";

const render = (template: unknown) => compileTemplate(template).render(createContext());

describe("a string that is exactly one expression keeps the value's JSON type", () => {
  it.each([
    ["$.req.amount", 12.5],
    ["$.req.orderId", "o-1"],
    ["$.req.isPaid", false],
    ["$.req.note", null],
    ["$.req.empty", ""],
    ["$.req.user.tags", ["x", "y"]],
    ["$.req.items[1]", { sku: "s2", sizes: [1, 2] }],
    ["$.reqHeader.X-Forwarded-For", ["10.0.0.1", "10.0.0.2"]],
  ])("%s", (template, expected) => {
    expect(render(template)).toEqual(expected);
    expect(render({ at: [template] })).toEqual({ at: [expected] });
  });
});

describe("inside a longer string a value takes its text form", () => {
  it.each([
    ["<$.req.amount>", "<12.5>"],
    ["<$.req.isPaid>", "<false>"],
    ["<$.req.note>", "<null>"],
    ["<$.req.empty>", "<>"],
    ["<$.req.user.tags>", '<["x","y"]>'],
    ["<$.req.items[0]>", '<{"sku":"s1"}>'],
    ["$.req.a$.req.b", "AB"],
    ["$.req.a and $.req.missing and $.req.b", "A and $.req.missing and B"],
    [" $.req.id", " 7"],
  ])("%s", (template, expected) => {
    expect(render(template)).toBe(expected);
    expect(compileText(template).render(createContext())).toBe(expected);
  });
});

describe("a header or key is text, whatever its value is", () => {
  it.each([
    ["$.req.amount", "12.5"],
    ["$.req.note", "null"],
    ["$.req.user.tags", '["x","y"]'],
    ["$.req.missing", "$.req.missing"],
    ["$.reqHeader.Authorization", '["Bearer t0k3n"]'],
    ["$.reqHeader.Authorization[0]", "Bearer t0k3n"],
    ["plain", "plain"],
  ])("%s", (template, expected) => {
    expect(compileText(template).render(createContext())).toBe(expected);
  });
});

describe("what finds no value stays exactly as it was written", () => {
  it.each([
    ...["$.req.missing", "$.req.items[9]", "$.req.user.name.length", "$.req.items.length", '$.req["no such"]'],
    ...["$.reqHeader.X-None[0]", "$.queryParams.none", "$.pathParam.none", "$.gS.none", "$.cS.none", "$.mS.none"],
    ...["$.response", "$.response.status", "$.cb.first.response.id", "$.gS", "$.cb"],
    ...["$.fake.NoSuchName", "$.fake.uuid", "$.fake", "$.fake.IntBetween", "$.fake.IntBetween(5,1)"],
    ...["$.fake.IntBetween(1.5,2)", "$.fake.IntRange(1)", "$.fake.FloatRange(a,b)"],
    ...[
      "$.unknown.a.b",
      "$.Req.id",
      "$.decrement($.gS.total || 0)",
      "$.divide($.req.id, $.req.amount)",
      "$.jsonPath(x)",
    ],
    ...["$.req.items[*].sku", "$.req..sku", "$.req.*", "$.req.items[?(@.sku == 's]1')].sku", "$.req.items[0:1]"],
    ...["$.req['a','b']", "$.req.items[0,1]", "$.mS.texts.$.pathParam.none", "$.req.items[$.req.missing]"],
    ...["$", "$.", "$..", "$.5", "$$", "$.req.items[$.req.items]"],
  ])("%s", (template) => {
    expect(render(template)).toBe(template);
    expect(render(`(${template}) $.req.a`)).toBe(`(${template}) A`);
  });

  it("tells whoever asks, each time it happens", () => {
    const unresolved: string[] = [];
    const template = compileTemplate(["$.req.none", "x $.req.a $.gS.none", "$.req.no-ne"]);
    template.render(createContext({ onUnresolved: (expression) => unresolved.push(expression) }));
    expect(unresolved).toEqual(["$.req.none", "$.gS.none", "$.req.no"]);
  });

  it("is known when the template is compiled where no context could help", () => {
    const template = compileTemplate({ a: "$.fake.Nope", b: "$.divide(1, 2) of $.req.a[*]", c: "costs $.50" });
    expect(template.unresolvable).toEqual(["$.fake.Nope", "$.divide(1, 2)", "$.req.a[*]"]);
    expect(template.isStatic).toBe(true);
  });
});

describe("the parts of a template", () => {
  it("leaves what is not a string alone, and keys too", () => {
    const template = { "$.req.a": [1, null, true, { x: -0.5 }], n: "$.req.a" };
    expect(render(template)).toEqual({ "$.req.a": [1, null, true, { x: -0.5 }], n: "A" });
  });

  it("renders itself when it is static", () => {
    const value = { a: ["plain", { b: "US$ 5" }] };
    const template = compileTemplate(value);
    expect(template.isStatic).toBe(true);
    expect(template.render(createContext())).toBe(value);
    for (const leaf of [null, 5, "", undefined]) expect(compileTemplate(leaf).render(createContext())).toBe(leaf);
  });

  it("makes anew what it renders, and shares what is static", () => {
    const value = { rendered: { id: "$.req.id" }, fixed: { deep: [1] } };
    const copy = structuredClone(value);
    const template = compileTemplate(value);
    const first = template.render(createContext());
    const second = template.render(createContext());
    expect(first).toEqual({ rendered: { id: 7 }, fixed: { deep: [1] } });
    expect(first).not.toBe(second);
    expect(Reflect.get(Object(first), "rendered")).not.toBe(Reflect.get(Object(second), "rendered"));
    expect(Reflect.get(Object(first), "fixed")).toBe(value.fixed);
    expect(value).toEqual(copy);
  });

  it("keeps the order of keys", () => {
    expect(JSON.stringify(render({ z: "$.req.id", a: 1, m: ["$.req.a", 2] }))).toBe('{"z":7,"a":1,"m":["A",2]}');
  });

  it("may be nested deeper than the stack", () => {
    let value: unknown = "$.req.id";
    for (let depth = 0; depth < 200_000; depth += 1) value = depth % 2 === 0 ? [value] : { in: value };
    let rendered = render(value);
    while (typeof rendered === "object" && rendered !== null) rendered = Object.values<unknown>({ ...rendered })[0];
    expect(rendered).toBe(7);
  });

  it("embeds a value only if its text can be made", () => {
    const deep: unknown = JSON.parse("[".repeat(200_000) + "]".repeat(200_000));
    const context = createContext({ request: createRequest(deep) });
    expect(compileTemplate("body: $.req").render(context)).toBe("body: $.req");
    expect(compileTemplate("$.req").render(context)).toBe(deep);
  });
});

describe("prototypes", () => {
  const hostile: unknown = JSON.parse(
    '{"__proto__": {"x": "$.req.id"}, "constructor": "$.req.a", "hasOwnProperty": 1}',
  );

  it("stay unchanged when such names are keys of a template", () => {
    const rendered = render(hostile);
    expect(JSON.stringify(rendered)).toBe('{"__proto__":{"x":7},"constructor":"A","hasOwnProperty":1}');
    expect(Object.getPrototypeOf(rendered)).toBe(Object.prototype);
    expect(Reflect.get({}, "x")).toBeUndefined();
  });

  it.each(["__proto__", "constructor", "hasOwnProperty", "toString", "constructor.prototype", "__proto__.toString"])(
    "are not reached by %s",
    (name) => {
      const roots = ["req", "req.user", "req.items", "req.orderId", "reqHeader", "queryParams", "gS", "cb", "response"];
      for (const root of roots) {
        const context = createContext({ response: {} });
        expect(compileTemplate(`$.${root}.${name}`).render(context)).toBe(`$.${root}.${name}`);
      }
      const pathParam = compileText(`$.pathParam.${name}`).render(createContext());
      expect(pathParam).toBe(`$.pathParam.${name}`);
    },
  );

  it("do not hide data of that name", () => {
    const context = createContext({ request: createRequest(hostile) });
    expect(compileTemplate("$.req.constructor").render(context)).toBe("$.req.a");
    expect(compileTemplate("$.req.__proto__.x").render(context)).toBe("$.req.id");
  });
});
