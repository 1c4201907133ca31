import { keptRequests } from "@understudy/database";
import { bytesOf, NamespaceCalls } from "./namespace-calls.ts";
import type { NotedCall } from "./noted-call.ts";

/** Calls that wait to be written: of each mock only the newest that can be kept at all, within a bound of memory. */
export interface CallBuffer {
  add: (call: NotedCall) => void;
  /** Takes calls out, each mock's oldest first; namespaces share what may be taken. */
  take: (limits: { callsMax: number; bytesMax: number }) => NotedCall[];
  readonly size: number;
}

export interface CallBufferOptions {
  /** Told each call that was dropped. */
  onDrop: (call: NotedCall) => void;
  /** Of all namespaces together. */
  bytesMax: number;
}

export function createCallBuffer({ onDrop, bytesMax }: CallBufferOptions): CallBuffer {
  const namespaces = new Map<string, NamespaceCalls>();
  let size = 0;
  let bytes = 0;

  const takeOut = (call: NotedCall): void => {
    size -= 1;
    bytes -= bytesOf(call);
    if (namespaces.get(call.namespace)?.size === 0) namespaces.delete(call.namespace);
  };
  const drop = (call: NotedCall | undefined): void => {
    if (call === undefined) return;
    takeOut(call);
    onDrop(call);
  };

  return {
    add(call) {
      let namespace = namespaces.get(call.namespace);
      if (namespace === undefined) namespaces.set(call.namespace, (namespace = new NamespaceCalls()));
      const likewise = namespace.push(call);
      size += 1;
      bytes += bytesOf(call);
      const likewiseMax = call.mock === null ? keptRequests.unmatched : keptRequests.perMock;
      if (likewise > likewiseMax) drop(namespace.shiftLike(call));
      else if (namespace.size > keptRequests.perNamespace) drop(namespace.shiftAny());
      while (bytes > bytesMax && size > 1) drop(findLargest(namespaces.values()).shiftAny());
    },
    take({ callsMax, bytesMax }) {
      const taken: NotedCall[] = [];
      let bytesLeft = bytesMax;
      while (size > 0 && taken.length < callsMax && bytesLeft > 0) {
        const share = Math.ceil((callsMax - taken.length) / namespaces.size);
        for (const namespace of [...namespaces.values()]) {
          const takenMax = Math.min(callsMax, taken.length + share);
          namespace.drain(
            () => taken.length < takenMax && bytesLeft > 0,
            (call) => {
              taken.push(call);
              bytesLeft -= bytesOf(call);
              takeOut(call);
            },
          );
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
