import { AppError } from "@understudy/domain";
import type { RenderContext } from "@understudy/templating";

/** How an expression for the answer of another callback begins. */
export const callbackAnswer = "$.cb.";

/** So many expressions are named; their number is told. */
const namedMax = 10;

/**
 * Makes a rendering fail that leaves an expression as it is written (`strictTemplates`). `unresolvable` are those that are known to have no
 * value before anything is rendered; `what` is rendered, for the sentence.
 */
export function requireResolved<Rendered>(
  render: (context: RenderContext) => Rendered,
  { what, unresolvable }: { what: string; unresolvable: readonly string[] },
): (context: RenderContext) => Rendered {
  return (context) => {
    const unresolved = new Set(unresolvable);
    const note = (expression: string): void => {
      // In a preview nothing has been sent yet that could have been answered.
      if (context.callbacks !== undefined || !expression.startsWith(callbackAnswer)) unresolved.add(expression);
      else context.onUnresolved?.(expression);
    };
    const rendered = render({ ...context, onUnresolved: note });
    if (unresolved.size === 0) return rendered;
    const named = [...unresolved].slice(0, namedMax).map((expression) => JSON.stringify(expression));
    const more = unresolved.size > namedMax ? ` and ${unresolved.size - namedMax} more` : "";
    throw new AppError("internal", `${what} has expressions without a value: ${named.join(", ")}${more}`);
  };
}
