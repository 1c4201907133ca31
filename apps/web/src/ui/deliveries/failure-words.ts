/** Classes of errors (packages/delivery, packages/egress), in words. */
const words = new Map([
  ["guard", "Blocked by the guard"],
  ["dns", "The name was not found"],
  ["connect", "No connection"],
  ["tls", "The TLS handshake failed"],
  ["timeout", "Timed out"],
  ["closed", "The connection was closed early"],
  ["protocol", "The answer was not understood"],
  ["status", "The target did not accept it"],
  ["login", "The broker refused the user"],
  ["route", "The broker has no place for it"],
  ["size", "It is too large"],
  ["header", "A header may not be sent"],
  ["render", "It could not be rendered"],
  ["panic", "A fault inside Understudy"],
]);

/** A class of errors in words; one that is not known here, as it is. */
export function failureWords(errorClass: string): string {
  return words.get(errorClass) ?? errorClass;
}
