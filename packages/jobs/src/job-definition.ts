/** A job that people of the installation see: they read when it ran and what came of it, and may start it. */
export interface JobDefinition {
  title: string;
  description: string;
  /** When it is due by itself, in UTC; null: others say so (a namespace, a configuration). */
  schedule: string | null;
}

/** All of them, by the name that the API has for them. Small tasks that concern nobody are in cron-tasks.ts. */
export const jobDefinitions = {
  backup: {
    title: "Backup",
    description: "Begins the backups whose configurations are due; started by hand, those of all that are enabled.",
    schedule: null,
  },
  cleanup: {
    title: "Cleanup",
    description:
      "Deletes, purges and forgets what the namespaces' cleanup policies say, each by its own schedule or with this one, and empties the trash.",
    schedule: "41 * * * *",
  },
  retention: {
    title: "Retention",
    description: "Removes deliveries and logged requests that their namespaces don't keep any longer.",
    schedule: "*/15 * * * *",
  },
  "license-check": {
    title: "License check",
    description: "Warns in the log of licenses that end within 30 days, or have ended.",
    schedule: "23 6 * * *",
  },
  "audit-sealing": {
    title: "Audit sealing",
    description:
      "Seals what was added to the audit trail, which workers do by themselves within a second too, and removes what is kept no longer.",
    schedule: "23 * * * *",
  },
  "re-encryption": {
    title: "Re-encryption",
    description:
      "Seals with the new SECRET_KEY what SECRET_KEY_PREVIOUS sealed. It starts by itself when the key has changed.",
    schedule: null,
  },
} as const satisfies Record<string, JobDefinition>;

export type JobName = keyof typeof jobDefinitions;
export const jobNames = Object.keys(jobDefinitions) as JobName[];

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobDefinitions, name);
}
