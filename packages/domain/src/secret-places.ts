import type { Callback } from "./callback.ts";
import { stubKeyHeader } from "./stub-access.ts";
import { replaceSigningSecrets, secretFormOf } from "./signature.ts";

/** Where a secret stands. Two places with the same key are the same secret of the same destination. */
export interface SecretPlace {
  /** Below the callback: `kafkaPassword`, `headers.Authorization`, `sign.secret`. */
  path: string;
  key: string;
}

/** Headers that are secrets wherever they stand: in a callback whatever it says (contract, Decided 7), and in the request log. */
const secretHeaderNames = ["authorization", "cookie", "x-api-key", "proxy-authorization", stubKeyHeader];

/** Whether the values of a header are always secrets. */
export function isSecretHeader(name: string): boolean {
  return secretHeaderNames.includes(name.toLowerCase());
}

/** `amqp://user:password@host…`: scheme and user, the password, the rest. */
const passwordInUrl = /^([a-z]+:\/\/[^:@/]*):([^@/]*)@(.*)$/is;

/** A copy of a callback in which every secret that is not empty is replaced. */
export function replaceSecrets(callback: Callback, replace: (value: string, place: SecretPlace) => string): Callback {
  const destination = destinationOf(callback);
  const changed = { ...callback };
  if (changed.kafkaPassword) {
    changed.kafkaPassword = replace(changed.kafkaPassword, placeAt("kafkaPassword", destination));
  }
  const parts = passwordInUrl.exec(changed.rabbitURL ?? "");
  if (parts?.[2]) {
    changed.rabbitURL = `${parts[1] ?? ""}:${replace(parts[2], placeAt("rabbitURL", destination))}@${parts[3] ?? ""}`;
  }
  if (changed.headers !== undefined) changed.headers = replaceHeaders(changed, destination, replace);
  if (changed.sign !== undefined) {
    // A text that is no key of another form must not become one unseen.
    const owner = JSON.stringify([destination, secretFormOf(changed.sign)]);
    changed.sign = replaceSigningSecrets(changed.sign, (value, field) =>
      replace(value, placeAt(`sign.${field}`, owner)),
    );
  }
  return changed;
}

/** Names, in lower case, of the headers whose values are secrets. */
export function secretHeadersOf(callback: Callback): Set<string> {
  return new Set([...secretHeaderNames, ...(callback.secretHeaders ?? []).map((name) => name.toLowerCase())]);
}

function replaceHeaders(
  callback: Callback,
  destination: string,
  replace: (value: string, place: SecretPlace) => string,
): Record<string, string> {
  const secretNames = secretHeadersOf(callback);
  const entries = Object.entries(callback.headers ?? {}).map(([name, value]) => {
    const isSecret = value !== "" && secretNames.has(name.toLowerCase());
    return [name, isSecret ? replace(value, placeAt(`headers.${name}`, destination)) : value];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

function placeAt(path: string, destination: string): SecretPlace {
  return { path, key: `${path.toLowerCase()} of ${destination}` };
}

/** What a secret belongs to: brokers, user and TLS; host, port, vhost and user; the origin of the URL (contract, Decided 7). */
function destinationOf(callback: Callback): string {
  switch (callback.type) {
    case "kafka":
      return JSON.stringify(["kafka", callback.kafkaBrokers, callback.kafkaUsername, callback.kafkaUseTLS ?? false]);
    case "rabbitmq":
      return JSON.stringify(["rabbitmq", (callback.rabbitURL ?? "").replace(passwordInUrl, "$1@$3")]);
    default:
      return JSON.stringify(["http", originOf(callback.url ?? "")]);
  }
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}
