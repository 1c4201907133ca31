import { hash, verify } from "@node-rs/argon2";

/** Argon2id with the library's parameters, which follow OWASP: 19 MiB, two passes, one lane. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

export function isPassword(password: string, passwordHash: string): Promise<boolean> {
  return verify(passwordHash, password);
}

/** Compared when there is no such user, so that the time taken does not tell. The hash of a random text nobody knows. */
let hashOfNobody: Promise<string> | undefined;
export function spendPasswordCheck(password: string): Promise<boolean> {
  hashOfNobody ??= hashPassword(crypto.randomUUID());
  return hashOfNobody.then((nobody) => isPassword(password, nobody));
}
