import {
  type Callback,
  type EventCallback,
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

/** What an event webhook sends, as it may be shown. */
export function maskEventCallback(callback: EventCallback): EventCallback {
  return replaceSecrets(callback, () => secretMask);
}

/** What an event webhook sends, as it is stored, by the same rules as a mock's callback. */
export function sealEventCallback(
  callback: EventCallback,
  options: { previous: EventCallback | null; sealing: Sealing },
): { callback: EventCallback; problems: Problem[] } {
  const { previous, sealing } = options;
  const { definition, problems } = sealSecrets(
    { webhooks: [callback] },
    { previous: previous && { webhooks: [previous] }, sealing },
  );
  return {
    callback: definition.webhooks?.[0] ?? callback,
    problems: problems.map(({ path, message }) => ({ path: path.replace("$.webhooks[0]", "$"), message })),
  };
}

/**
 * A definition as it is stored: with every secret sealed. A mask that is written back keeps the stored secret, but only
 * for the same destination, so that it can't be redirected; one that has no such counterpart is a problem.
 */
export function sealSecrets<Definition extends WithCallbacks>(
  definition: Definition,
  options: { previous: WithCallbacks | null; sealing: Sealing },
): { definition: Definition; problems: Problem[] } {
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

type WithCallbacks = Pick<MockDefinition, "webhooks">;

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

function withCallbacks<Definition extends WithCallbacks>(
  definition: Definition,
  change: (callback: Callback, index: number) => Callback,
): Definition {
  if (definition.webhooks == null) return definition;
  return { ...definition, webhooks: definition.webhooks.map(change) };
}
