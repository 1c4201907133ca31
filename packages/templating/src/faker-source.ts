import type { Faker } from "@faker-js/faker";
// One locale: 20 to 40 ms and 12 MB; the package's front door would load all seventy.
import { faker as english } from "@faker-js/faker/locale/en";

/** Where the values of `$.fake.X` come from. */
export interface FakerSource {
  generator: Faker;
  createUuid: () => string;
}

export interface FakerSourceOptions {
  /** The same seed gives the same values in the same order. Absent: random ones. */
  seed?: number;
  /** A faster maker of version 4 UUIDs than the faker's own, for example `crypto.randomUUID`. Not used with a seed. */
  createUuid?: () => string;
}

/** Makes a source with a randomizer of its own. One per process is enough; it takes no locks and keeps nothing. */
export function createFakerSource({ seed, createUuid }: FakerSourceOptions = {}): FakerSource {
  const generator = createGenerator(seed);
  const createOwnUuid = () => generator.string.uuid();
  return { generator, createUuid: seed === undefined && createUuid !== undefined ? createUuid : createOwnUuid };
}

/** The package exports only a shared instance for one locale; its class, used again, gives one that nobody else seeds. */
function createGenerator(seed: number | undefined): Faker {
  const generator: unknown = Reflect.construct(english.constructor, [{ locale: english.rawDefinitions, seed }]);
  if (!isGenerator(generator)) throw new TypeError("the faker's class made something else");
  return generator;
}

function isGenerator(value: unknown): value is Faker {
  return value instanceof english.constructor;
}
