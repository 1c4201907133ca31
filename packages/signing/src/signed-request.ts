/** What a signature can be over. */
export interface SignedRequest {
  /** As the header `webhook-id` has it. */
  id: string;
  /** When this attempt is made. */
  now: Date;
  method: string;
  url: string;
  /** The bytes that are sent; empty where there is no body. */
  body: Uint8Array;
}
