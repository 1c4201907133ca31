import { splitJson } from "./split-json.ts";

const classes = {
  key: "text-code-key",
  text: "text-code-text",
  number: "text-code-number",
  literal: "text-code-number",
  plain: "text-ink-soft",
} as const;

/** JSON with its parts in colours. */
export function JsonView({ json, label }: { json: string; label: string }) {
  return (
    <pre
      tabIndex={0}
      role="group"
      aria-label={label}
      className="overflow-x-auto rounded-md border border-line bg-canvas p-3 font-mono text-xs leading-5"
    >
      {splitJson(json).map(({ kind, text, at }) => (
        <span key={at} className={classes[kind]}>
          {text}
        </span>
      ))}
    </pre>
  );
}
