/** The shape of the table while its rows are on their way. */
export function DeliveriesSkeleton() {
  return (
    <div aria-hidden="true" className="overflow-hidden rounded-lg border border-line bg-surface">
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} className="flex h-10 items-center gap-6 border-b border-line px-4 last:border-b-0">
          <div className="skeleton h-3 w-20" />
          <div className="skeleton h-3 grow" />
          <div className="skeleton h-3 w-32 max-sm:hidden" />
          <div className="skeleton h-3 w-12 max-sm:hidden" />
          <div className="skeleton h-3 w-24" />
        </div>
      ))}
    </div>
  );
}
