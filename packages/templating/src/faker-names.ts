import type { FakerSource } from "./faker-source.ts";
import { renderCentury, renderClockTime, renderDate, renderDateTime, renderName } from "./render-time.ts";

/** The two parameters of a faker; `[0, 0]` for one that has none. */
export type FakerBounds = readonly [min: number, max: number];

export interface FakerDefinition {
  /** `now` is the moment of the request: names of the group "Time" tell it, they do not invent one. */
  make: (source: FakerSource, now: Date, bounds: FakerBounds) => string | number | boolean;
  /** Which two numbers stand in brackets behind the name: `IntBetween(1, 5)`. Absent: none. */
  parameters?: "integers" | "numbers";
  /** What a value looks like, for the documentation. */
  example: string | number | boolean;
}

/** Every `$.fake.<Name>`, by group; names are case-sensitive (contract D5). */
export const fakerGroups = {
  Identifiers: {
    UUID: { make: ({ createUuid }) => createUuid(), example: "3f2c8c9e-5d1b-4a7e-9c59-0b1d2e3f4a5b" },
    UUIDDigit: {
      make: ({ createUuid }) => createUuid().replaceAll("-", ""),
      example: "3f2c8c9e5d1b4a7e9c590b1d2e3f4a5b",
    },
  },
  Person: {
    FirstName: { make: ({ generator }) => generator.person.firstName(), example: "Ada" },
    LastName: { make: ({ generator }) => generator.person.lastName(), example: "Kuhn" },
    Name: { make: ({ generator }) => generator.person.fullName(), example: "Ada Kuhn" },
    FullName: { make: ({ generator }) => generator.person.fullName(), example: "Ada Kuhn" },
    Gender: { make: ({ generator }) => generator.person.sex(), example: "female" },
    JobTitle: { make: ({ generator }) => generator.person.jobTitle(), example: "Product Engineer" },
    Username: { make: ({ generator }) => generator.internet.username(), example: "ada_kuhn7" },
    Password: { make: ({ generator }) => generator.internet.password(), example: "hT3gzXw9QpLm2Vb" },
    TitleMale: { make: ({ generator }) => generator.person.prefix("male"), example: "Mr." },
    TitleFemale: { make: ({ generator }) => generator.person.prefix("female"), example: "Mrs." },
  },
  Contact: {
    Email: { make: ({ generator }) => generator.internet.email(), example: "ada.kuhn@gmail.com" },
    Phone: { make: ({ generator }) => generator.phone.number(), example: "(415) 555-0134" },
    PhoneNumber: { make: ({ generator }) => generator.phone.number(), example: "415-555-0134" },
    TollFreePhoneNumber: {
      make: ({ generator }) => generator.helpers.fromRegExp("(8{2}8) [2-9][0-9]{2}-[0-9]{4}"),
      example: "(888) 421-0734",
    },
    E164PhoneNumber: {
      make: ({ generator }) => generator.phone.number({ style: "international" }),
      example: "+14155550134",
    },
  },
  Company: {
    Company: { make: ({ generator }) => generator.company.name(), example: "Kuhn and Sons" },
    CompanyName: { make: ({ generator }) => generator.company.name(), example: "Kuhn and Sons" },
  },
  Address: {
    StreetAddress: { make: ({ generator }) => generator.location.streetAddress(), example: "742 Maple Street" },
    Address: { make: makeAddress, example: "742 Maple Street, Springfield, Ohio 45501" },
    City: { make: ({ generator }) => generator.location.city(), example: "Springfield" },
    State: { make: ({ generator }) => generator.location.state(), example: "Ohio" },
    Zip: { make: ({ generator }) => generator.location.zipCode(), example: "45501" },
    ZipCode: { make: ({ generator }) => generator.location.zipCode(), example: "45501-0712" },
    Country: { make: ({ generator }) => generator.location.country(), example: "Iceland" },
    CountryCode: { make: ({ generator }) => generator.location.countryCode(), example: "IS" },
    Latitude: { make: ({ generator }) => generator.location.latitude(), example: 64.1355 },
    Longitude: { make: ({ generator }) => generator.location.longitude(), example: -21.8954 },
    Timezone: { make: ({ generator }) => generator.location.timeZone(), example: "Atlantic/Reykjavik" },
  },
  Internet: {
    URL: { make: ({ generator }) => generator.internet.url(), example: "https://plain-river.com/" },
    DomainName: { make: ({ generator }) => generator.internet.domainName(), example: "plain-river.com" },
    IPv4: { make: ({ generator }) => generator.internet.ipv4(), example: "203.0.113.7" },
    IPv6: { make: ({ generator }) => generator.internet.ipv6(), example: "2001:db8:4f0e:8b1c:2a77:90ff:fe12:3456" },
    MacAddress: { make: ({ generator }) => generator.internet.mac(), example: "4e:0a:9b:c2:71:3d" },
    UserAgent: { make: ({ generator }) => generator.internet.userAgent(), example: "Mozilla/5.0 (X11; Linux x86_64)" },
    JWT: {
      make: ({ generator }, now) => generator.internet.jwt({ refDate: now }),
      example: "eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjE3NzQxNzU0MDB9.c2lnbmF0dXJl",
    },
    HexColor: { make: ({ generator }) => generator.color.rgb(), example: "#1f9d55" },
  },
  Time: {
    Date: { make: (_source, now) => renderDate(now), example: "2026-03-22" },
    DateISO: { make: (_source, now) => renderDate(now), example: "2026-03-22" },
    DateTimeISO: { make: (_source, now) => renderDateTime(now), example: "2026-03-22T10:30:00Z" },
    Timestamp: { make: (_source, now) => renderDateTime(now), example: "2026-03-22T10:30:00Z" },
    UnixTime: { make: (_source, now) => Math.floor(now.getTime() / 1000), example: 1774175400 },
    TimeString: { make: (_source, now) => renderClockTime(now), example: "10:30:00" },
    Timeperiod: { make: (_source, now) => (now.getUTCHours() < 12 ? "AM" : "PM"), example: "AM" },
    DayOfWeek: { make: (_source, now) => renderName(now, "weekday"), example: "Sunday" },
    DayOfMonth: { make: (_source, now) => String(now.getUTCDate()), example: "22" },
    MonthName: { make: (_source, now) => renderName(now, "month"), example: "March" },
    YearString: { make: (_source, now) => String(now.getUTCFullYear()), example: "2026" },
    Century: { make: (_source, now) => renderCentury(now), example: "XXI" },
  },
  Text: {
    Word: { make: ({ generator }) => generator.lorem.word(), example: "dolor" },
    Sentence: { make: ({ generator }) => generator.lorem.sentence(), example: "Dolor sit amet consectetur." },
    Paragraph: { make: ({ generator }) => generator.lorem.paragraph(), example: "Dolor sit amet. Vitae sed ut." },
  },
  Commerce: {
    Price: { make: ({ generator }) => Number(generator.commerce.price()), example: 49.9 },
    Amount: { make: makeAmount, example: 812.35 },
    AmountWithCurrency: {
      make: (source) => `${source.generator.finance.currencyCode()} ${makeAmount(source).toFixed(2)}`,
      example: "USD 812.35",
    },
    Currency: { make: ({ generator }) => generator.finance.currencyCode(), example: "USD" },
    ProductName: { make: ({ generator }) => generator.commerce.productName(), example: "Handmade Wooden Chair" },
    CreditCardNumber: { make: makeCardNumber, example: "4539578763621486" },
    CCNumber: { make: makeCardNumber, example: "4539578763621486" },
    CCType: { make: ({ generator }) => generator.finance.creditCardIssuer(), example: "visa" },
  },
  Numbers: {
    Bool: { make: ({ generator }) => generator.datatype.boolean(), example: true },
    Float64: { make: ({ generator }) => generator.number.float({ min: 0, max: 1000 }), example: 417.0220047 },
    PositiveInt: { make: ({ generator }) => generator.number.int({ min: 1, max: 2_147_483_647 }), example: 1204173 },
    IntBetween: { make: makeInteger, parameters: "integers", example: 3 },
    IntRange: { make: makeInteger, parameters: "integers", example: 3 },
    FloatRange: {
      make: ({ generator }, _now, [min, max]) => generator.number.float({ min, max }),
      parameters: "numbers",
      example: 2.7182,
    },
  },
} as const satisfies Record<string, Record<string, FakerDefinition>>;

const fakersByName: ReadonlyMap<string, FakerDefinition> = new Map(
  Object.values(fakerGroups).flatMap((group) => Object.entries<FakerDefinition>(group)),
);

export function findFaker(name: string): FakerDefinition | null {
  return fakersByName.get(name) ?? null;
}

function makeInteger({ generator }: FakerSource, _now: Date, [min, max]: FakerBounds): number {
  return generator.number.int({ min, max });
}

function makeAmount({ generator }: FakerSource): number {
  return generator.number.float({ min: 1, max: 1000, fractionDigits: 2 });
}

function makeCardNumber({ generator }: FakerSource): string {
  return generator.finance.creditCardNumber().replaceAll("-", "");
}

function makeAddress({ generator: { location } }: FakerSource): string {
  return `${location.streetAddress()}, ${location.city()}, ${location.state()} ${location.zipCode()}`;
}
