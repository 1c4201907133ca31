import { type ComponentProps, type ReactNode, useId } from "react";
import { fieldClass, labelClass } from "../settings-card.tsx";

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A line of text, as wide as there is room. */
export function WideTextField({
  label,
  onChange,
  ...props
}: FieldProps & Pick<ComponentProps<"input">, "type" | "required" | "autoComplete">) {
  const id = useId();
  return (
    <Labelled id={id} label={label}>
      <input
        {...props}
        id={id}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        className={fieldClass}
      />
    </Labelled>
  );
}

/** A whole number from 0 on; empty: the default, which the placeholder shows. */
export function NumberField({ label, onChange, ...props }: FieldProps & { placeholder: string; max: number }) {
  const id = useId();
  return (
    <Labelled id={id} label={label}>
      <input
        {...props}
        id={id}
        type="number"
        min={0}
        step={1}
        onChange={(event) => onChange(event.target.value)}
        className={fieldClass}
      />
    </Labelled>
  );
}

export function SelectField({ label, options, onChange, ...props }: FieldProps & { options: readonly string[] }) {
  const id = useId();
  return (
    <Labelled id={id} label={label}>
      <select {...props} id={id} onChange={(event) => onChange(event.target.value)} className={fieldClass}>
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** Lines of code. `describedBy`: where it is said what is wrong with them. */
export function TextAreaField({
  label,
  help,
  isWrong,
  describedBy,
  onChange,
  ...props
}: FieldProps & { help: string; isWrong: boolean; describedBy: string }) {
  const ids = { field: useId(), help: useId() };
  return (
    <Labelled id={ids.field} label={label}>
      <textarea
        {...props}
        id={ids.field}
        rows={4}
        spellCheck={false}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${ids.help} ${describedBy}` : ids.help}
        onChange={(event) => onChange(event.target.value)}
        className="w-full rounded-md border border-line-strong bg-surface px-2.5 py-2 font-mono text-sm text-ink aria-invalid:border-danger"
      />
      <p id={ids.help} className="text-sm text-ink-soft">
        {help}
      </p>
    </Labelled>
  );
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className={labelClass}>
        {label}
      </label>
      {children}
    </div>
  );
}
