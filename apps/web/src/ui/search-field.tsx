"use client";

/** Searches a list, in a row above it. What is typed is the caller's. */
export function SearchField(props: {
  label: string;
  /** By what is searched. */
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
}) {
  const { label, placeholder, value, onChange } = props;
  return (
    <input
      type="search"
      value={value}
      maxLength={200}
      aria-label={label}
      placeholder={placeholder}
      onChange={(event) => onChange(event.target.value)}
      className="h-8 max-w-sm min-w-40 grow rounded-md border border-line-strong bg-surface px-2.5 text-sm placeholder:text-ink-faint"
    />
  );
}
