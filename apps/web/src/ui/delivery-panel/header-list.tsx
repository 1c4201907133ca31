/** Headers in their order. */
export function HeaderList({ headers }: { headers: readonly (readonly [name: string, value: string])[] }) {
  if (headers.length === 0) return <p className="text-sm text-ink-faint">No headers</p>;
  return (
    <dl className="grid gap-y-0.5 font-mono text-xs leading-5">
      {headers.map(([name, value], index) => (
        // Names may occur more than once, and the order never changes.
        <div key={index} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-soft">{name}:</dt>
          <dd className="min-w-0 break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
