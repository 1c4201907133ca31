import type { NotedCall } from "./noted-call.ts";

/** Calls in the order in which they came. Adding and taking cost the same however many there are. */
export class CallQueue {
  private calls: (NotedCall | undefined)[] = [];
  private head = 0;

  get size(): number {
    return this.calls.length - this.head;
  }

  push(call: NotedCall): void {
    this.calls.push(call);
  }

  /** Takes the oldest. */
  shift(): NotedCall | undefined {
    const call = this.calls[this.head];
    if (call === undefined) return undefined;
    this.calls[this.head] = undefined;
    this.head += 1;
    if (this.head * 2 > this.calls.length + 32) {
      this.calls = this.calls.slice(this.head);
      this.head = 0;
    }
    return call;
  }
}
