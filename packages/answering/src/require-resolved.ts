import { AppError } from "@understudy/domain";
import type { RenderContext } from "@understudy/templating";

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
    const rendered = render({ ...context, onUnresolved: (expression) => unresolved.add(expression) });
    if (unresolved.size === 0) return rendered;
    const named = [...unresolved].slice(0, namedMax).map((expression) => JSON.stringify(expression));
    const more = unresolved.size > namedMax ? ` and ${unresolved.size - namedMax} more` : "";
    throw new AppError("internal", `${what} has expressions without a value: ${named.join(", ")}${more}`);
  };
}
