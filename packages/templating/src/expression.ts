import type { AccessorName } from "./accessor-names.ts";
import type { FakerBounds, FakerDefinition } from "./faker-names.ts";
import type { FunctionDefinition } from "./function-names.ts";

/** One step from a value to a part of it. */
export type Step =
  /** `.name`; for stores also a part of a dotted key. */
  | { kind: "dotted"; key: string }
  /** `["name"]`. */
  | { kind: "quoted"; key: string }
  /** `[0]`, `[-1]`. */
  | { kind: "index"; index: number }
  /** `.$.pathParam.lang` or `[$.req.position]`: the value of the inner expression is the key (contract D3.9). */
  | { kind: "computed"; expression: ResolvableExpression; isDotted: boolean };

interface ExpressionText {
  /** As it was written. */
  source: string;
}

/** `$.req.user.name` and its like. */
export interface AccessorExpression extends ExpressionText {
  kind: "accessor";
  accessor: AccessorName;
  steps: readonly Step[];
  /** `$.req.a-b` names the key `a-b`. Without such a key it is `$.req.a` and the text `-b` (contract D3.3). Null: no other reading. */
  otherwise: readonly Piece[] | null;
}

/** `$.fake.UUID`, `$.fake.IntBetween(1, 5)`. */
export interface FakerExpression extends ExpressionText {
  kind: "faker";
  definition: FakerDefinition;
  bounds: FakerBounds;
}

/** `$.sum($.gS.total || 0, 5)`. */
export interface CallExpression extends ExpressionText {
  kind: "call";
  definition: FunctionDefinition;
  /** Each with its alternatives: the first that has a value counts. */
  arguments: readonly (readonly (number | ResolvableExpression)[])[];
}

/** Has the form of an expression, but nothing that we know: it stays literal, whatever the context (contract D3.4). */
export interface UnresolvableExpression extends ExpressionText {
  kind: "unresolvable";
}

export type ResolvableExpression = AccessorExpression | FakerExpression | CallExpression;
export type Expression = ResolvableExpression | UnresolvableExpression;

/** What a string consists of: text and expressions. */
export type Piece = string | Expression;

/** An expression that was found in a text, before it is known how far its names reach. */
export interface ScannedExpression {
  expression: Expression;
  end: number;
  /** Whether a name was taken that could as well end earlier. */
  isAmbiguous: boolean;
}
