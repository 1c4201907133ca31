import type { ClientName } from "../clients/wire-client.ts";

const all: ClientName[] = ["python", "go", "java"];
const withoutGo: ClientName[] = ["python", "java"];
const withoutPython: ClientName[] = ["go", "java"];
const withoutJava: ClientName[] = ["python", "go"];

/** Who calls what, as the contract says it in its tables. */
export const callers: Readonly<Record<string, ClientName[]>> = {
  ...section("C1", 20),
  ...{ "C1.6": withoutGo, "C1.7": withoutGo, "C1.8": withoutPython, "C1.20": withoutGo },
  ...section("C2", 6),
  ...section("C3", 3),
  ...{ "C3.3": ["python"] },
  // C4.7 to C4.9 are missing: namespaces have no webhooks yet.
  ...section("C4", 6),
  ...section("C5", 12),
  ...{ "C5.10": withoutJava, "C5.11": ["java"] },
  ...section("C6", 5),
  ...section("C7", 7),
  ...{ "C7.2": withoutJava, "C7.3": withoutJava },
  ...{ "C8.1": ["go"], "C8.2": ["go"], "C8.3": ["go"], C10: ["go"] },
};

function section(name: string, count: number): Record<string, ClientName[]> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}.${index + 1}`, all]));
}
