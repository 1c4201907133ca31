/** A URL whose host is quiet and whose path is not: that is where deliveries differ. */
export function DestinationText({ destination }: { destination: string | null }) {
  if (destination === null) return <span className="text-ink-soft">No destination</span>;
  const url = URL.parse(destination);
  const start = url === null ? "" : destination.slice(0, destination.indexOf(url.host) + url.host.length);
  const isSplit = url !== null && url.host !== "" && destination.includes(url.host);
  return (
    <span className="font-mono text-xs" title={destination}>
      {isSplit && <span className="text-ink-soft">{start.replace(/^https?:\/\//, "")}</span>}
      {isSplit ? destination.slice(start.length) : destination}
    </span>
  );
}
