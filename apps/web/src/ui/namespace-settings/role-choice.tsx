import { type NamespaceRole, namespaceRoles } from "@understudy/domain";

/** One of the roles of a namespace. */
export function RoleChoice(props: { label: string; role: NamespaceRole; onChoose: (role: NamespaceRole) => void }) {
  return (
    <select
      aria-label={props.label}
      value={props.role}
      onChange={(event) => {
        const role = namespaceRoles.find((known) => known === event.target.value);
        if (role !== undefined) props.onChoose(role);
      }}
      className="h-8 shrink-0 rounded-md border border-line-strong bg-surface px-2 text-sm text-ink"
    >
      {namespaceRoles.map((role) => (
        <option key={role} value={role}>
          {role}
        </option>
      ))}
    </select>
  );
}
