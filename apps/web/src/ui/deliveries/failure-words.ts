/** Classes of errors (packages/delivery, packages/egress), in words. */
const words = new Map([
  ["guard", "Blocked by the guard"],
  ["dns", "The name was not found"],
  ["connect", "No connection"],
  ["tls", "The TLS handshake failed"],
  ["timeout", "Timed out"],
  ["closed", "The connection was closed early"],
  ["protocol", "The answer was not HTTP"],
  ["status", "The target did not accept it"],
  ["header", "A header may not be sent"],
  ["render", "It could not be rendered"],
  ["panic", "A fault inside Understudy"],
]);

/** A class of errors in words; one that is not known here, as it is. */
export function failureWords(errorClass: string): string {
  return words.get(errorClass) ?? errorClass;
}
