import { Secret, TOTP } from "otpauth";

/** What every authenticator app understands (RFC 6238): SHA-1, six digits, a new code each 30 seconds. */
const settings = { issuer: "Understudy", algorithm: "SHA1", digits: 6, period: 30 } as const;

/** As many bits as SHA-1 takes (RFC 4226 asks for 128 at least, and recommends 160). */
const secretBytes = 20;

/** Clocks of phones go wrong, and people type slowly: the code before and the one after count too. */
const stepsAround = 1;

/** A new secret, in base32 as apps take it by hand. Random by the platform's generator. */
export function createTotpSecret(): string {
  return new Secret({ size: secretBytes }).base32;
}

/** What the QR code of an enrolment says: `otpauth://totp/Understudy:<login>?…`. */
export function totpUri(secret: string, login: string): string {
  return new TOTP({ ...settings, label: login, secret }).toString();
}

/** The time step whose code this is, near `now`; null when it is none of them. */
export function findTotpStep(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = new TOTP({ ...settings, secret }).validate({ token: code, timestamp, window: stepsAround });
  return delta === null ? null : TOTP.counter({ period: settings.period, timestamp }) + delta;
}
