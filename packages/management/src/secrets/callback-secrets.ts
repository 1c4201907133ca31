import {
  type Callback,
  type MockDefinition,
  type Problem,
  replaceSecrets,
  type Sealing,
  secretMask,
  type SecretPlace,
} from "@understudy/domain";

/** A definition as it may be shown: with every secret masked. */
export function maskSecrets(definition: MockDefinition): MockDefinition {
  return withCallbacks(definition, (callback) => replaceSecrets(callback, () => secretMask));
}

/**
 * A definition as it is stored: with every secret sealed. A mask that is written back keeps the stored secret, but only
 * for the same destination, so that it can't be redirected; one that has no such counterpart is a problem.
 */
export function sealSecrets(
  definition: MockDefinition,
  options: { previous: MockDefinition | null; sealing: Sealing },
): { definition: MockDefinition; problems: Problem[] } {
  const stored = (options.previous?.webhooks ?? []).flatMap(listSecrets);
  const problems: Problem[] = [];
  const sealed = withCallbacks(definition, (callback, index) =>
    replaceSecrets(callback, (value, place) => {
      if (value !== secretMask) return options.sealing.seal(value);
      const kept = stored.find((secret) => secret.place.key === place.key);
      if (kept !== undefined) return kept.value;
      problems.push({
        path: `$.webhooks[${index}].${place.path}`,
        message: "enter the secret again: it is not stored for this destination",
      });
      return "";
    }),
  );
  return { definition: sealed, problems };
}

function listSecrets(callback: Callback): { place: SecretPlace; value: string }[] {
  const found: { place: SecretPlace; value: string }[] = [];
  replaceSecrets(callback, (value, place) => {
    found.push({ place, value });
    return value;
  });
  return found;
}

function withCallbacks(
  definition: MockDefinition,
  change: (callback: Callback, index: number) => Callback,
): MockDefinition {
  if (definition.webhooks == null) return definition;
  return { ...definition, webhooks: definition.webhooks.map(change) };
}
