import { systemRoles } from "@understudy/domain";
import { type ComponentProps, useId } from "react";

const texts = {
  admin: "admin: everything, everywhere",
  support: "support: reads everything, helps users to sign in",
  user: "user: what namespaces let them",
} as const;

/** Chooses a system role. */
export function RoleSelect(props: ComponentProps<"select">) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        System role
      </label>
      <select
        {...props}
        id={id}
        className="h-9 w-full rounded-md border border-line-strong bg-surface px-2 text-base text-ink"
      >
        {systemRoles.map((role) => (
          <option key={role} value={role}>
            {texts[role]}
          </option>
        ))}
      </select>
    </div>
  );
}
