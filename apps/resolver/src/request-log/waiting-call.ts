import type { LoggableCall } from "./loggable-call.ts";

/** Neither a URL nor a header can have this character. */
const separator = "\0";
/** What a call takes in memory beside its text and its bodies, about. */
const callBytes = 300;

/**
 * A call that waits to be written, in as few objects as can be. While mocks are called as fast as can be thousands wait, and each object of
 * theirs is copied by the garbage collector twice and pushes out of the caches what calls need: with the request's own objects a call of one
 * of 10,000 mocks took a quarter longer.
 */
export class WaitingCall {
  /** The next one of its kind. */
  next: WaitingCall | null = null;
  /** Whether it is not to be written any more. */
  isDropped = false;
  readonly namespace: string;
  readonly kind: CallsOfAKind;
  private readonly body: LoggableCall["body"];
  private readonly answer: LoggableCall["answer"];
  private readonly durationMs: number;
  /** Id, method, URL, peer, and the headers' names and values in turn. */
  private readonly text: string;

  constructor(call: LoggableCall, kind: CallsOfAKind) {
    this.namespace = call.namespace;
    this.kind = kind;
    this.body = call.body;
    this.answer = call.answer;
    this.durationMs = Math.round(call.durationMs);
    this.text = [call.id, call.method, call.url, call.peer, ...call.rawHeaders].join(separator);
  }

  get id(): string {
    return this.text.slice(0, this.text.indexOf(separator));
  }

  /** About how much memory it takes. */
  get bytes(): number {
    return callBytes + this.text.length + (this.body?.bytesMax ?? 0) + this.answer.body.length;
  }

  unpack(): LoggableCall {
    const { namespace, body, answer, durationMs } = this;
    const [id = "", method = "", url = "", peer = "", ...rawHeaders] = this.text.split(separator);
    return { id, namespace, mock: this.kind.mock, method, url, rawHeaders, peer, body, answer, durationMs };
  }
}

/** Waiting calls of one mock, or those of a namespace that none answered, oldest first: a chain, as nearly all have one link. */
export class CallsOfAKind<Mock extends LoggableCall["mock"] = LoggableCall["mock"]> {
  size = 0;
  /** Null: of none. */
  readonly mock: Mock;
  private oldest: WaitingCall | null = null;
  private newest: WaitingCall | null = null;

  constructor(mock: Mock) {
    this.mock = mock;
  }

  push(call: WaitingCall): void {
    if (this.newest === null) this.oldest = call;
    else this.newest.next = call;
    this.newest = call;
    this.size += 1;
  }

  /** Takes the oldest. */
  shift(): WaitingCall | null {
    const call = this.oldest;
    if (call === null) return null;
    this.oldest = call.next;
    if (this.oldest === null) this.newest = null;
    call.next = null;
    this.size -= 1;
    return call;
  }
}
