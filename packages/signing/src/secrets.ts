/** What every scheme has. */
export interface Secrets {
  secret: string;
  previousSecret?: string | undefined;
  corrupt?: boolean | undefined;
}

/** The secrets that sign where several signatures can be carried, the new one first. */
export function allSecrets({ secret, previousSecret }: Secrets): string[] {
  return previousSecret === undefined ? [secret] : [secret, previousSecret];
}
