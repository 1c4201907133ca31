import type { ReadsCollector } from "./collect-reads.ts";
import { compileCall, type CompiledArgument } from "./compile-call.ts";
import { compileCallbackAccess } from "./compile-callback-access.ts";
import { compileStoreAccess } from "./compile-store-access.ts";
import type { AccessorExpression, CallExpression, ResolvableExpression, Step } from "./expression.ts";
import { type CompiledStep, followSteps } from "./follow-steps.ts";
import { readHeaders, readQuery } from "./read-request.ts";
import type { Evaluate } from "./render-context.ts";

/** Turns an expression into the function that finds its value. */
export function compileExpression(expression: ResolvableExpression, reads: ReadsCollector): Evaluate {
  switch (expression.kind) {
    case "accessor":
      return compileAccessor(expression, reads);
    case "faker": {
      const { bounds, definition } = expression;
      return ({ faker, now }) => definition.make(faker, now, bounds);
    }
    case "call":
      return compileCall(expression.definition, compileArguments(expression, reads));
  }
}

function compileArguments(call: CallExpression, reads: ReadsCollector): CompiledArgument[] {
  return call.arguments.map((alternatives) =>
    alternatives.map((each) => (typeof each === "number" ? each : compileExpression(each, reads))),
  );
}

function compileAccessor(expression: AccessorExpression, reads: ReadsCollector): Evaluate {
  const steps = expression.steps.map((step) => compileStep(step, reads));
  switch (expression.accessor) {
    case "req":
      reads.requestBody = true;
      return (context) => followSteps(context.request.body, steps, context);
    case "reqHeader":
      return readHeaders(steps, reads.headers);
    case "queryParams":
      return readQuery(steps, reads.query);
    case "pathParam":
      return (context) => followSteps(context.request.pathParams, steps, context);
    case "namespace":
      return ({ namespace }) => namespace;
    case "method":
      return ({ request }) => request.method;
    case "path":
      return ({ request }) => request.path;
    case "response":
      reads.response = true;
      return (context) => followSteps(context.response, steps, context);
    case "gS":
      return compileStoreAccess({ expression, steps, keys: reads.global, select: ({ stores }) => stores.global });
    case "cS":
      return compileStoreAccess({ expression, steps, keys: reads.chain, select: ({ stores }) => stores.chain });
    case "mS":
      return compileStoreAccess({ expression, steps, keys: reads.mock, select: ({ stores }) => stores.mock });
    case "cb":
      return compileCallbackAccess(steps, reads.callbacks);
    case "event":
      return (context) => followSteps(context.event, steps, context);
  }
}

function compileStep(step: Step, reads: ReadsCollector): CompiledStep {
  switch (step.kind) {
    case "dotted":
    case "quoted":
      return step.key;
    case "index":
      return step.index;
    case "computed":
      return compileExpression(step.expression, reads);
  }
}
