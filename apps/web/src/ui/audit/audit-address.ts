/** What the address line says about the audit trail: it survives a reload and can be sent to somebody. */
export interface AuditAddress {
  /** The beginning of an operation; empty: all. */
  operation: string;
  actor: string;
  /** Id of what was changed. */
  resource: string;
  /** Of all namespaces, where all are shown; empty: each, and the installation. */
  namespace: string;
  /** Null: both. */
  outcome: "done" | "denied" | null;
  /** Id of the entry that is open. */
  entry: string | null;
}

export const noAuditFilter: AuditAddress = {
  ...{ operation: "", actor: "", resource: "", namespace: "" },
  ...{ outcome: null, entry: null },
};

const textMax = 500;

/** Reads it; what makes no sense counts as absent. */
export function parseAuditAddress(params: URLSearchParams): AuditAddress {
  const outcome = params.get("outcome");
  const read = (name: string): string => params.get(name)?.slice(0, textMax) ?? "";
  return {
    operation: read("operation"),
    actor: read("actor"),
    resource: read("resource"),
    namespace: read("namespace"),
    outcome: outcome === "done" || outcome === "denied" ? outcome : null,
    entry: params.get("entry")?.slice(0, textMax) ?? null,
  };
}

/** Writes it, as the part of the address from `?` on; what is usual is left out. */
export function renderAuditAddress({ operation, actor, resource, namespace, outcome, entry }: AuditAddress): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ operation, actor, resource, namespace, outcome, entry })) {
    if (value !== null && value !== "") params.set(name, value);
  }
  return params.size === 0 ? "?" : `?${params.toString()}`;
}

export function isAuditFiltered({ operation, actor, resource, namespace, outcome }: AuditAddress): boolean {
  return outcome !== null || operation + actor + resource + namespace !== "";
}

/** Where the trail of a namespace is, or that of the installation (null). */
export function auditPath(namespace: string | null): string {
  return namespace === null ? "/ui/admin/audit" : `/ui/${namespace}/settings/audit`;
}
