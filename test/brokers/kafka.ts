import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type BrokerProcess, findFreePorts, startBrokerProcess } from "./broker-process.ts";
import { type Certificates, makeCertificates } from "./certificates.ts";
import { findGivenKafka, refuseToChange } from "./given-broker.ts";
import { probeKafka } from "./kafka-client.ts";
import { provideKafkaJars } from "./kafka-jars.ts";

const run = promisify(execFile);

/** Who may log in at the SASL listeners, by PLAIN and SCRAM. */
export const kafkaUser = { username: "alice", password: "alice's secret" };

/** Where a Kafka is reached, `host:port` each; its certificate is for localhost and 127.0.0.1. */
export interface KafkaAddresses {
  /** Whether it is not ours (TEST_KAFKA_BROKERS): then only the next address is known, the others are empty. */
  isGiven: boolean;
  plaintext: string;
  saslPlaintext: string;
  saslSsl: string;
  /** A listener for which the broker advertises `blocked`. */
  misleading: string;
  /** An address on which nobody listens unless a test does. */
  blocked: string;
  /** PEM. */
  authority: string;
}

/** A Kafka 4 of its own: one process, broker and controller. It makes no topic by itself. */
export interface TestKafka {
  addresses: KafkaAddresses;
  /** Stops it and keeps its data. Default: SIGKILL */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts it again, at the same addresses. */
  start: () => Promise<void>;
  /** Stops it for good. */
  end: () => Promise<void>;
}

/** The one that is given by TEST_KAFKA_BROKERS, or a new one. */
export async function startKafka(): Promise<TestKafka> {
  const plaintext = await findGivenKafka();
  if (plaintext === null) return startOwnKafka();
  const unknown = { saslPlaintext: "", saslSsl: "", misleading: "", blocked: "", authority: "" };
  const addresses = { isGiven: true, plaintext, ...unknown };
  return { addresses, start: refuseToChange, stop: refuseToChange, end: () => Promise.resolve() };
}

async function startOwnKafka(): Promise<TestKafka> {
  const jars = await provideKafkaJars();
  const folder = await mkdtemp(join(tmpdir(), "understudy-kafka-"));
  const [controller = 0, ...ports] = await findFreePorts(6);
  const certificates = await makeCertificates(folder);
  const addresses = addressesAt(ports, certificates);
  const configFile = join(folder, "server.properties");
  const identityFile = join(folder, "identity.pem");
  await writeFile(
    identityFile,
    (await readFile(certificates.keyFile, "utf8")) + (await readFile(certificates.certificateFile, "utf8")),
  );
  await writeFile(configFile, renderConfig({ folder, identityFile, controller, addresses }));
  await format(jars, configFile);
  let broker: BrokerProcess | null = null;
  const kafka: TestKafka = {
    addresses,
    async start() {
      broker ??= await startBrokerProcess({
        command: "java",
        args: [...javaArguments(jars), "kafka.Kafka", configFile],
        cwd: folder,
        logFile: join(folder, "log"),
        probe: () => probeKafka(addresses.plaintext),
      });
    },
    async stop(signal) {
      await broker?.stop(signal);
      broker = null;
    },
    async end() {
      await kafka.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await kafka.start();
  } catch (error) {
    await kafka.end();
    throw error;
  }
  return kafka;
}

function addressesAt(ports: readonly number[], { authority }: Certificates): KafkaAddresses {
  const [plaintext, saslPlaintext, saslSsl, misleading, blocked] = ports;
  const at = (port: number | undefined): string => `127.0.0.1:${port}`;
  return {
    isGiven: false,
    plaintext: at(plaintext),
    saslPlaintext: at(saslPlaintext),
    saslSsl: at(saslSsl),
    misleading: at(misleading),
    // Loopback too, but another address than the one that tests allow.
    blocked: `127.0.0.2:${blocked}`,
    authority,
  };
}

function javaArguments(jars: string): string[] {
  // A small heap, and no time spent on making quick what runs for a minute.
  const flags = ["-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];
  return [...flags, "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", join(jars, "*")];
}

/** Prepares the data folder; SCRAM users can be made only here or by a running broker. */
async function format(jars: string, configFile: string): Promise<void> {
  const { username, password } = kafkaUser;
  const users = ["SCRAM-SHA-256", "SCRAM-SHA-512"].flatMap((mechanism) => {
    return ["--add-scram", `${mechanism}=[name=${username},password=${password}]`];
  });
  const clusterId = randomBytes(16).toString("base64url");
  const args = ["kafka.tools.StorageTool", "format", "-t", clusterId, "-c", configFile, ...users];
  await run("java", [...javaArguments(jars), ...args]);
}

function renderConfig(options: {
  folder: string;
  identityFile: string;
  controller: number;
  addresses: KafkaAddresses;
}): string {
  const { folder, identityFile, controller, addresses } = options;
  const listeners = [
    `PLAINTEXT://${addresses.plaintext}`,
    `SASL_PLAINTEXT://${addresses.saslPlaintext}`,
    `SASL_SSL://${addresses.saslSsl}`,
  ];
  const logins = ["sasl_plaintext", "sasl_ssl"].flatMap((listener) => {
    const module = "org.apache.kafka.common.security";
    const user = `user_${kafkaUser.username}="${kafkaUser.password}"`;
    const scram = ["256", "512"].map((bits) => {
      return `listener.name.${listener}.scram-sha-${bits}.sasl.jaas.config=${module}.scram.ScramLoginModule required;`;
    });
    return [
      `listener.name.${listener}.plain.sasl.jaas.config=${module}.plain.PlainLoginModule required ${user};`,
    ].concat(scram);
  });
  return [
    "process.roles=broker,controller",
    "node.id=1",
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    "controller.listener.names=CONTROLLER",
    "inter.broker.listener.name=PLAINTEXT",
    `listeners=${[...listeners, `MISLEADING://${addresses.misleading}`, `CONTROLLER://127.0.0.1:${controller}`].join(",")}`,
    `advertised.listeners=${[...listeners, `MISLEADING://${addresses.blocked}`].join(",")}`,
    "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL,MISLEADING:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
    ...logins,
    "ssl.keystore.type=PEM",
    `ssl.keystore.location=${identityFile}`,
    `log.dirs=${join(folder, "data")}`,
    "auto.create.topics.enable=false",
    "offsets.topic.replication.factor=1",
    "offsets.topic.num.partitions=1",
    // A consumer gets its messages at once; it need not wait for others to join.
    "group.initial.rebalance.delay.ms=0",
    "",
  ].join("\n");
}
