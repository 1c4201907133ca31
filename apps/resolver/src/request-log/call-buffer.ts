import { NamespaceCalls } from "./namespace-calls.ts";
import type { NotedCall } from "./noted-call.ts";
import type { WaitingCall } from "./waiting-call.ts";

/** Calls that wait to be written: of each mock only the newest that can be kept at all, within a bound of memory. */
export interface CallBuffer {
  add: (call: NotedCall) => void;
  /** Takes calls out, each namespace's oldest first; namespaces share what may be taken. */
  take: (limits: { callsMax: number; bytesMax: number }) => WaitingCall[];
  readonly size: number;
}

export interface CallBufferOptions {
  /** Told each call that was dropped. */
  onDrop: (call: WaitingCall) => void;
  /** Of all namespaces together. */
  bytesMax: number;
}

export function createCallBuffer({ onDrop, bytesMax }: CallBufferOptions): CallBuffer {
  const namespaces = new Map<string, NamespaceCalls>();
  let size = 0;
  let bytes = 0;

  const takeOut = (call: WaitingCall): void => {
    size -= 1;
    bytes -= call.bytes;
    if (namespaces.get(call.namespace)?.size === 0) namespaces.delete(call.namespace);
  };
  /** Returns how large the one that is taken was. */
  const take = (namespace: NamespaceCalls, taken: WaitingCall[]): number => {
    const call = namespace.shift();
    if (call === null) return 0;
    taken.push(call);
    takeOut(call);
    return call.bytes;
  };
  const drop = (call: WaitingCall | null): void => {
    if (call === null) return;
    takeOut(call);
    onDrop(call);
  };

  return {
    add(noted) {
      let namespace = namespaces.get(noted.namespace);
      if (namespace === undefined) namespaces.set(noted.namespace, (namespace = new NamespaceCalls()));
      const call = namespace.push(noted);
      size += 1;
      bytes += call.bytes;
      drop(namespace.shiftExcess(call));
      while (bytes > bytesMax && size > 1) drop(findLargest(namespaces.values()).shift());
    },
    take({ callsMax, bytesMax }) {
      const taken: WaitingCall[] = [];
      let bytesLeft = bytesMax;
      while (size > 0 && taken.length < callsMax && bytesLeft > 0) {
        const share = Math.ceil((callsMax - taken.length) / namespaces.size);
        for (const namespace of [...namespaces.values()]) {
          const takenMax = Math.min(callsMax, taken.length + share);
          while (taken.length < takenMax && bytesLeft > 0 && namespace.size > 0) bytesLeft -= take(namespace, taken);
        }
      }
      return taken;
    },
    get size() {
      return size;
    },
  };
}

function findLargest(namespaces: Iterable<NamespaceCalls>): NamespaceCalls {
  return [...namespaces].reduce((largest, other) => (other.bytes > largest.bytes ? other : largest));
}
