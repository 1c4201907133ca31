/** What can go wrong between us and a destination, in the order in which it can happen. */
export const egressErrorClasses = [
  /** The destination is refused before anything was sent to it. */
  "guard",
  /** The name could not be resolved. */
  "dns",
  /** No connection: refused, unreachable, reset while connecting. */
  "connect",
  /** The TLS handshake failed: certificate, version, name. */
  "tls",
  /** Not finished within the time allowed, wherever it hung. */
  "timeout",
  /** The connection was made and was closed or reset before the answer was complete. */
  "closed",
  /** What came back is not an HTTP answer, or one beyond our limits. */
  "protocol",
] as const;
export type EgressErrorClass = (typeof egressErrorClasses)[number];

/** Names and values in their order; a name may occur more than once. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** What a target sent back, bounded. Bytes as they came: nothing is decoded or inflated. */
export interface HttpAnswer {
  statusCode: number;
  responseHeaders: HeaderList;
  responseBody: Uint8Array;
  /** Whether headers or body went on beyond what is kept. */
  isResponseTruncated: boolean;
}

/** What became of a request. `address` is `ip:port` of the peer, null when none was dialled or when it must not be told. */
export type HttpResult =
  | { kind: "answered"; answer: HttpAnswer; address: string | null }
  | {
      kind: "failed";
      errorClass: EgressErrorClass;
      /** A sentence. */
      error: string;
      /** What had come when it failed, if anything had. */
      answer: HttpAnswer | null;
      address: string | null;
    };
