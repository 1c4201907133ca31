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
  const findKept = (key: string, callback: Callback, index: number): StoredSecret | undefined => {
    const kept = stored.filter(({ place }) => place.key === key);
    // One destination may have several: of those the one that stood at the same address, then the one in the same place.
    const atSameAddress = kept.filter(({ url }) => url === callback.url);
    const nearest = atSameAddress.length > 0 ? atSameAddress : kept;
    return nearest.find((secret) => secret.index === index) ?? nearest[0];
  };
  const problems: Problem[] = [];
  const sealed = withCallbacks(definition, (callback, index) =>
    replaceSecrets(callback, (value, place) => {
      if (value !== secretMask) return options.sealing.seal(value);
      const kept = findKept(place.key, callback, index);
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

interface StoredSecret {
  place: SecretPlace;
  value: string;
  /** Of its callback. */
  index: number;
  url: string | undefined;
}

function listSecrets(callback: Callback, index: number): StoredSecret[] {
  const found: StoredSecret[] = [];
  replaceSecrets(callback, (value, place) => {
    found.push({ place, value, index, url: callback.url });
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
