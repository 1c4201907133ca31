/** What resolvers have said lately: which version of a namespace they serve. */
export interface Acknowledgements {
  /** `<resolver id>:<namespace>:<version>`, as resolvers say it. */
  add: (payload: string) => void;
  has: (resolverId: string, change: { namespace: string; version: bigint }) => boolean;
  readonly size: number;
}

/** Nobody waits for an older one: a change and the wait for it take less together. */
const keptMs = 60_000;

/** `now` is in milliseconds, of a clock that never goes back. */
export function createAcknowledgements(now: () => number): Acknowledgements {
  /** By `<resolver id>:<namespace>`, the latest last. */
  const latest = new Map<string, { version: bigint; at: number }>();

  const forgetOld = (): void => {
    for (const [key, { at }] of latest) {
      if (now() - at < keptMs) return;
      latest.delete(key);
    }
  };

  return {
    add(payload) {
      const end = payload.lastIndexOf(":");
      const key = payload.slice(0, end);
      latest.delete(key);
      latest.set(key, { version: BigInt(payload.slice(end + 1)), at: now() });
      forgetOld();
    },
    has: (resolverId, { namespace, version }) => (latest.get(`${resolverId}:${namespace}`)?.version ?? -1n) >= version,
    get size() {
      return latest.size;
    },
  };
}
