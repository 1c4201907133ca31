import { type ComponentProps, type Ref, useId } from "react";

export function TextField({
  label,
  describedBy,
  isWrong,
  inputRef,
  className = "",
  ...props
}: ComponentProps<"input"> & {
  label: string;
  describedBy: string;
  isWrong: boolean;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        {...props}
        ref={inputRef}
        id={id}
        aria-describedby={describedBy}
        aria-invalid={isWrong}
        className={`h-9 rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink aria-invalid:border-danger ${className}`}
      />
    </div>
  );
}
