import type { MockDefinition } from "@understudy/domain";

/** The request side of an HTTP mock as it was sent (contract B2). */
export type HttpContext = NonNullable<MockDefinition["http"]>;

/** A condition as it stands in a mock (contract B3). */
export type Condition = NonNullable<HttpContext["conditions"]>[number];

export type AssertAction = NonNullable<Condition["assertAction"]>;
