import { keptRequests } from "@understudy/database";
import { CallQueue } from "./call-queue.ts";
import type { NotedCall } from "./noted-call.ts";
import { CallsOfAKind, WaitingCall } from "./waiting-call.ts";

/** So many that were dropped may stand in the queue beside as many as were not. */
const droppedMin = 64;

/** The calls of a namespace that wait to be written: those that the database would keep of them. */
export class NamespaceCalls {
  size = 0;
  bytes = 0;
  /** In order of time; those that were dropped are passed over. */
  private readonly queue = new CallQueue<WaitingCall>();
  private readonly unmatched = new CallsOfAKind(null);

  push(noted: NotedCall): WaitingCall {
    const call = new WaitingCall(noted, noted.calls ?? this.unmatched);
    this.queue.push(call);
    call.kind.push(call);
    this.size += 1;
    this.bytes += call.bytes;
    return call;
  }

  /** Takes one that is too much after this one was added, if there is any. */
  shiftExcess({ kind }: WaitingCall): WaitingCall | null {
    const likewiseMax = kind === this.unmatched ? keptRequests.unmatched : keptRequests.perMock;
    if (kind.size > likewiseMax) return this.dropOldestOf(kind);
    return this.size > keptRequests.perNamespace ? this.shift() : null;
  }

  /** Takes the oldest. */
  shift(): WaitingCall | null {
    this.passDropped();
    const call = this.queue.shift();
    if (call === undefined) return null;
    // The oldest of all is the oldest of its kind.
    call.kind.shift();
    this.subtract(call);
    return call;
  }

  private dropOldestOf(kind: CallsOfAKind): WaitingCall | null {
    const oldest = kind.shift();
    if (oldest === null) return null;
    oldest.isDropped = true;
    this.subtract(oldest);
    this.passDropped();
    if (this.queue.size > 2 * this.size + droppedMin) this.queue.keepOnly(({ isDropped }) => !isDropped);
    return oldest;
  }

  private passDropped(): void {
    while (this.queue.peek()?.isDropped === true) this.queue.shift();
  }

  private subtract(call: WaitingCall): void {
    this.size -= 1;
    this.bytes -= call.bytes;
  }
}
