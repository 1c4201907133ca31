/** Tags in a line; those that are more than `shownMax` are counted. */
export function Tags(props: { tags: readonly string[]; shownMax: number; className?: string }) {
  const { tags, shownMax, className = "flex-wrap" } = props;
  if (tags.length === 0) return <span className="text-ink-faint">–</span>;
  const hidden = tags.slice(shownMax);
  return (
    <ul className={`flex min-w-0 gap-1 ${className}`}>
      {tags.slice(0, shownMax).map((tag) => (
        <li
          key={tag}
          className="max-w-32 truncate rounded border border-line px-1.5 text-xs leading-5 text-ink-soft"
          title={tag}
        >
          {tag}
        </li>
      ))}
      {hidden.length > 0 && (
        <li className="text-xs leading-5 text-ink-faint" title={hidden.join(", ")}>
          +{hidden.length}
        </li>
      )}
    </ul>
  );
}
