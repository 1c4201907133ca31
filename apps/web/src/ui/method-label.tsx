/** An HTTP method, or the name of another protocol. */
export function MethodLabel({ method }: { method: string }) {
  return <span className="shrink-0 font-mono text-xs font-medium text-ink-soft">{method}</span>;
}
