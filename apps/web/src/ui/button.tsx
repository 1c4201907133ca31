import type { ComponentProps } from "react";

const looks = {
  primary: "bg-accent text-accent-ink hover:bg-accent-strong",
  quiet: "border border-line bg-surface text-ink hover:bg-hover hover:border-line-strong",
  danger: "bg-danger text-danger-ink hover:bg-danger-strong",
} as const;

const shape =
  "inline-flex h-8 items-center justify-center gap-1.5 rounded-md px-3 text-sm font-medium whitespace-nowrap transition-colors disabled:opacity-60 disabled:pointer-events-none";

type Look = keyof typeof looks;

/** A button; it submits nothing unless told so. */
export function Button({ look = "quiet", className = "", ...props }: ComponentProps<"button"> & { look?: Look }) {
  return <button type="button" {...props} className={`${shape} ${looks[look]} ${className}`} />;
}

/** A button that shows an icon only. `label` is its name, for screen readers and as a tooltip. */
export function IconButton({ label, className = "", ...props }: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...props}
      className={`inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-soft transition-colors hover:bg-hover hover:text-ink ${className}`}
    />
  );
}

/** A link that looks like a quiet button. */
export const buttonLinkClass = `${shape} ${looks.quiet}`;
