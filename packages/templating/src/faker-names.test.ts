import { describe, expect, it } from "vitest";
import { createContext } from "../test/context.ts";
import { compileTemplate } from "./compile-template.ts";
import { type FakerDefinition, fakerGroups } from "./faker-names.ts";
import { createFakerSource } from "./faker-source.ts";

const definitions = Object.values(fakerGroups).flatMap((group) => Object.entries<FakerDefinition>(group));
const contractNames =
  `UUID UUIDDigit FirstName LastName Name FullName Gender JobTitle Username Password Email Phone PhoneNumber Company
  CompanyName StreetAddress Address City State Zip ZipCode Country CountryCode Latitude Longitude URL DomainName IPv4 MacAddress UserAgent
  JWT HexColor Date DateISO DateTimeISO UnixTime Timestamp Word Sentence Paragraph Price Amount ProductName CreditCardNumber Bool Float64
  PositiveInt IntBetween IntRange FloatRange IPv6 TimeString MonthName YearString DayOfWeek DayOfMonth Century Timezone Timeperiod
  TollFreePhoneNumber E164PhoneNumber TitleMale TitleFemale Currency AmountWithCurrency CCType CCNumber`.split(/\s+/);

const expressionOf = (name: string, definition: FakerDefinition) =>
  definition.parameters === undefined ? `$.fake.${name}` : `$.fake.${name}(1, 5)`;

describe("faker names", () => {
  it("are those of the contract", () => {
    expect(definitions.map(([name]) => name).sort()).toEqual(contractNames.sort());
  });

  it.each(definitions)("%s gives what its example looks like", (name, definition) => {
    const template = compileTemplate(expressionOf(name, definition));
    for (let count = 0; count < 50; count += 1) {
      const value = template.render(createContext());
      expect(typeof value).toBe(typeof definition.example);
      expect(value).not.toBe("");
      expect(value).not.toBe(expressionOf(name, definition));
      if (Number.isInteger(definition.example)) expect(Number.isSafeInteger(value)).toBe(true);
    }
  });

  it.each([
    ["UUID", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
    ["UUIDDigit", /^[0-9a-f]{32}$/],
    ["Email", /^[^@\s]+@[^@\s]+\.[a-z]+$/],
    ["E164PhoneNumber", /^\+\d{8,15}$/],
    ["TollFreePhoneNumber", /^\(8(00|33|44|55|66|77|88)\) [2-9]\d\d-\d{4}$/],
    ["IPv4", /^\d{1,3}(\.\d{1,3}){3}$/],
    ["MacAddress", /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/],
    ["JWT", /^[\w-]+\.[\w-]+\.[\w-]+$/],
    ["HexColor", /^#[0-9a-f]{6}$/],
    ["CreditCardNumber", /^\d{12,19}$/],
    ["CountryCode", /^[A-Z]{2}$/],
    ["AmountWithCurrency", /^[A-Z]{3} \d+\.\d\d$/],
  ])("%s has the form of its kind", (name, form) => {
    for (let count = 0; count < 50; count += 1) {
      expect(compileTemplate(`$.fake.${name}`).render(createContext())).toMatch(form);
    }
  });

  it.each<[string, unknown]>([
    ["Date", "2026-03-22"],
    ["DateISO", "2026-03-22"],
    ["DateTimeISO", "2026-03-22T10:30:00Z"],
    ["Timestamp", "2026-03-22T10:30:00Z"],
    ["UnixTime", 1774175400],
    ["TimeString", "10:30:00"],
    ["Timeperiod", "AM"],
    ["DayOfWeek", "Sunday"],
    ["DayOfMonth", "22"],
    ["MonthName", "March"],
    ["YearString", "2026"],
    ["Century", "XXI"],
  ])("%s tells the moment of the request: %s", (name, expected) => {
    expect(compileTemplate(`$.fake.${name}`).render(createContext())).toBe(expected);
  });

  it.each([
    ["$.fake.IntBetween(1,5)", 1, 5],
    ["$.fake.IntBetween( -3 , -1 )", -3, -1],
    ["$.fake.IntRange(7,7)", 7, 7],
    ["$.fake.FloatRange(0.5, 0.75)", 0.5, 0.75],
  ])("%s stays within its bounds", (template, min, max) => {
    for (let count = 0; count < 100; count += 1) {
      const value = Number(compileTemplate(template).render(createContext()));
      expect(value).toBeGreaterThanOrEqual(min);
      expect(value).toBeLessThanOrEqual(max);
    }
  });
});

describe("each occurrence of a faker", () => {
  it("has its own value", () => {
    const values = compileTemplate(["$.fake.UUID", "$.fake.UUID", "$.fake.UUID"]).render(createContext());
    expect(new Set(Array.isArray(values) ? values : []).size).toBe(3);
  });

  it.each([
    ["pi_$.fake.UUID", /^pi_[0-9a-f-]{36}$/],
    ["t=$.fake.UnixTime,v1=test_signature", /^t=1774175400,v1=test_signature$/],
    ["Order $.req.orderId has been processed at $.fake.Date", /^Order o-1 has been processed at 2026-03-22$/],
    ["$.fake.Word.pdf", /^[a-z]+\.pdf$/],
    ["$.fake.IntBetween(1,1)-$.fake.IntBetween(2, 2)(x)", /^1-2\(x\)$/],
    ["$.fake.FirstName(admin)", /^\w+\(admin\)$/],
  ])("may stand inside a text: %s", (template, form) => {
    expect(compileTemplate(template).render(createContext())).toMatch(form);
  });
});

describe("a source", () => {
  const template = compileTemplate(definitions.map(([name, definition]) => expressionOf(name, definition)));
  const render = (seed?: number) => template.render(createContext({ faker: createFakerSource({ seed }) }));

  it("repeats itself with the same seed, whatever other sources do", () => {
    const first = render(1);
    expect(render(2)).not.toEqual(first);
    expect(render()).not.toEqual(first);
    expect(render(1)).toEqual(first);
  });

  it("takes UUIDs from whoever makes them faster, but for a seeded one", () => {
    const createUuid = () => "made";
    expect(createFakerSource({ createUuid }).createUuid()).toBe("made");
    expect(createFakerSource({ createUuid, seed: 1 }).createUuid()).not.toBe("made");
  });
});
