import { CallQueue } from "./call-queue.ts";
import type { NotedCall } from "./noted-call.ts";

/** What a call takes in memory beside its bodies, about. */
const callBytes = 2_000;

export function bytesOf({ body, answer }: NotedCall): number {
  return callBytes + (body?.bytesMax ?? 0) + answer.body.length;
}

/** The calls of a namespace that wait to be written, in a queue for each mock and one for those that none answered. */
export class NamespaceCalls {
  size = 0;
  bytes = 0;
  private readonly queues = new Map<string, CallQueue>();
  /** Goes around the queues, as an iterator that begins anew walks over all that was deleted in front. */
  private victims = this.queues.values();

  /** Returns how many of its kind there are now. */
  push(call: NotedCall): number {
    const key = keyOf(call);
    let queue = this.queues.get(key);
    if (queue === undefined) this.queues.set(key, (queue = new CallQueue()));
    queue.push(call);
    this.size += 1;
    this.bytes += bytesOf(call);
    return queue.size;
  }

  /** Takes the oldest call of the same kind. */
  shiftLike(call: NotedCall): NotedCall | undefined {
    return this.shift(this.queues.get(keyOf(call)));
  }

  /** Takes the oldest call of one kind, then of another: what is given up when there is too much. */
  shiftAny(): NotedCall | undefined {
    const next = this.victims.next();
    if (next.done !== true) return this.shift(next.value);
    this.victims = this.queues.values();
    return this.shift(this.victims.next().value);
  }

  /** Takes calls, each mock's oldest first, as long as more are wanted. */
  drain(isWanted: () => boolean, take: (call: NotedCall) => void): void {
    for (const queue of this.queues.values()) {
      while (isWanted()) {
        const call = this.shift(queue);
        if (call === undefined) break;
        take(call);
      }
      if (!isWanted()) return;
    }
  }

  private shift(queue: CallQueue | undefined): NotedCall | undefined {
    const call = queue?.shift();
    if (call === undefined) return undefined;
    this.size -= 1;
    this.bytes -= bytesOf(call);
    if (queue?.size === 0) this.queues.delete(keyOf(call));
    return call;
  }
}

function keyOf({ mock }: NotedCall): string {
  return mock?.id ?? "";
}
