import { hash, verify } from "@node-rs/argon2";

/** Argon2id with the library's parameters, which follow OWASP: 19 MiB, two passes, one lane. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Whether a password is the one of a hash. Null, for somebody who has none, takes as long and is never right. */
export function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  return passwordHash === null ? spendPasswordCheck(password) : verify(passwordHash, password);
}

/** Compared when there is no such user, so that the time taken does not tell. The hash of a random text nobody knows. */
let hashOfNobody: Promise<string> | undefined;
function spendPasswordCheck(password: string): Promise<boolean> {
  hashOfNobody ??= hashPassword(crypto.randomUUID());
  return hashOfNobody.then((nobody) => verify(nobody, password));
}
