import { createHash, createHmac, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { KafkaMessage } from "@understudy/domain";
import type { AuthenticationProviderArgs, Mechanism } from "kafkajs";

/**
 * Rounds of hashing that a broker may ask for. Fewer are unsafe; more would occupy a thread of this process for as long as a hostile broker
 * likes, and all targets share these threads. Kafka itself allows up to 16,384.
 */
const roundsMin = 4096;
const roundsMax = 100_000;

const hashes = { "scram-sha-256": { name: "sha256", bytes: 32 }, "scram-sha-512": { name: "sha512", bytes: 64 } };

/** One of the two did not accept the other. */
export class LoginRefused extends Error {
  override readonly name = "LoginRefused";
  /** What kafkajs looks at: it would ask the next broker of the list. */
  readonly retriable = false;
}

type ScramLogin = Omit<NonNullable<KafkaMessage["login"]>, "mechanism" | "isPasswordSealed"> & {
  mechanism: keyof typeof hashes;
};

/** SCRAM (RFC 5802) for kafkajs, whose own does as many rounds as it is asked for. */
export function createScramLogin(login: ScramLogin): Mechanism {
  return {
    mechanism: login.mechanism,
    authenticationProvider: (connection) => ({ authenticate: () => authenticate(login, connection) }),
  };
}

async function authenticate(login: ScramLogin, { saslAuthenticate }: AuthenticationProviderArgs): Promise<void> {
  const { name, bytes } = hashes[login.mechanism];
  const hmac = (key: Buffer, text: string): Buffer => createHmac(name, key).update(text).digest();
  const ask = async (text: string): Promise<string> => {
    const parse = (answer: Buffer): string => answer.subarray(lengthBytes).toString();
    const answer = await saslAuthenticate({ request: { encode: () => frame(text) }, response: { decode, parse } });
    return answer ?? "";
  };

  const nonce = randomBytes(24).toString("base64url");
  const clientFirst = `n=${escapeName(login.username)},r=${nonce}`;
  const serverFirst = await ask(`n,,${clientFirst}`);
  const { r: wholeNonce = "", s: salt = "", i: rounds = "" } = readAttributes(serverFirst);
  if (!wholeNonce.startsWith(nonce)) throw new LoginRefused("the broker's nonce does not begin with ours");
  if (!(Number(rounds) >= roundsMin && Number(rounds) <= roundsMax)) {
    throw new LoginRefused(`the broker asks for ${rounds.slice(0, 20)} rounds, not ${roundsMin} to ${roundsMax}`);
  }
  const saltBytes = Buffer.from(salt, "base64");
  const salted = await promisify(pbkdf2)(login.password, saltBytes, Number(rounds), bytes, name);
  const clientKey = hmac(salted, "Client Key");
  // "biws" is "n,,": no channel binding.
  const clientFinal = `c=biws,r=${wholeNonce}`;
  const exchange = `${clientFirst},${serverFirst},${clientFinal}`;
  const signature = hmac(createHash(name).update(clientKey).digest(), exchange);
  const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
  const { e: error, v: verifier } = readAttributes(await ask(`${clientFinal},p=${proof.toString("base64")}`));
  if (error !== undefined) throw new LoginRefused(error.slice(0, 200));
  const expected = hmac(hmac(salted, "Server Key"), exchange).toString("base64");
  if (verifier !== expected) throw new LoginRefused("the broker does not know the password itself");
}

const lengthBytes = 4;

/** Both sides send a text behind its length. */
function frame(text: string): Buffer {
  const framed = Buffer.alloc(lengthBytes + Buffer.byteLength(text));
  framed.writeInt32BE(framed.length - lengthBytes);
  framed.write(text, lengthBytes);
  return framed;
}

function decode(answer: Buffer): Buffer {
  return answer;
}

/** `r=…,s=…,i=…` */
function readAttributes(text: string): Partial<Record<string, string>> {
  return Object.fromEntries(text.split(",").map((part) => [part.slice(0, 1), part.slice(2)]));
}

function escapeName(name: string): string {
  return name.replaceAll("=", "=3D").replaceAll(",", "=2C");
}
