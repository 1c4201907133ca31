import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "amqplib";
import { type BrokerProcess, findFreePorts, startBrokerProcess } from "./broker-process.ts";
import { type Certificates, makeCertificates } from "./certificates.ts";
import { findGivenRabbitMq, refuseToChange } from "./given-broker.ts";

/** Where a RabbitMQ is reached, `host:port` each; its certificate is for localhost and 127.0.0.1. */
export interface RabbitMqAddresses {
  /** Of the plain listener, with login and virtual host. */
  url: string;
  amqp: string;
  /** Empty for one that is given. */
  amqps: string;
  /** Whether it is not ours (TEST_AMQP_URL). */
  isGiven: boolean;
  /** PEM. */
  authority: string;
}

/** A RabbitMQ of its own. */
export interface TestRabbitMq {
  addresses: RabbitMqAddresses;
  /** Stops it and keeps its data. Default: SIGKILL */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts it again, at the same addresses. */
  start: () => Promise<void>;
  /** Stops it for good. */
  end: () => Promise<void>;
}

/** Not the one on the PATH: that changes to the user and the folder of the system's own broker. */
const program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

/** The one that is given by TEST_AMQP_URL, or a new one. */
export async function startRabbitMq(): Promise<TestRabbitMq> {
  const given = await findGivenRabbitMq();
  if (given === null) return startOwnRabbitMq();
  const addresses = { url: given.url, amqp: given.address, amqps: "", isGiven: true, authority: "" };
  return { addresses, start: refuseToChange, stop: refuseToChange, end: () => Promise.resolve() };
}

async function startOwnRabbitMq(): Promise<TestRabbitMq> {
  const folder = await mkdtemp(join(tmpdir(), "understudy-rabbitmq-"));
  const [amqp = 0, amqps = 0, distribution = 0, epmdPort = 0] = await findFreePorts(4);
  const certificates = await makeCertificates(folder);
  await writeFile(join(folder, "rabbitmq.conf"), renderConfig({ amqp, amqps, certificates }));
  await writeFile(join(folder, "plugins"), "[].");
  await writeFile(join(folder, "no-settings"), "");
  const addresses = {
    url: `amqp://guest:guest@127.0.0.1:${amqp}/`,
    isGiven: false,
    amqp: `127.0.0.1:${amqp}`,
    amqps: `127.0.0.1:${amqps}`,
    authority: certificates.authority,
  };
  const env = environment({ folder, distribution, epmdPort });
  // Else Erlang would start one that outlives it.
  const epmd = await startBrokerProcess({
    ...{ command: "epmd", args: ["-port", String(epmdPort), "-address", "127.0.0.1"], cwd: folder, env },
    logFile: join(folder, "epmd.log"),
    probe: () => Promise.resolve(),
  });
  let broker: BrokerProcess | null = null;
  const rabbitMq: TestRabbitMq = {
    addresses,
    async start() {
      broker ??= await startBrokerProcess({
        ...{ command: program, args: [], cwd: folder, env, logFile: join(folder, "log") },
        async probe() {
          await (await connect(`amqp://guest:guest@${addresses.amqp}/`, { timeout: 2_000 })).close();
        },
      });
    },
    async stop(signal) {
      await broker?.stop(signal);
      broker = null;
    },
    async end() {
      await rabbitMq.stop();
      await epmd.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await rabbitMq.start();
  } catch (error) {
    await rabbitMq.end();
    throw error;
  }
  return rabbitMq;
}

function renderConfig(options: { amqp: number; amqps: number; certificates: Certificates }): string {
  const { amqp, amqps, certificates } = options;
  return [
    `listeners.tcp.1 = 127.0.0.1:${amqp}`,
    `listeners.ssl.1 = 127.0.0.1:${amqps}`,
    `ssl_options.cacertfile = ${certificates.authorityFile}`,
    `ssl_options.certfile = ${certificates.certificateFile}`,
    `ssl_options.keyfile = ${certificates.keyFile}`,
    "",
  ].join("\n");
}

function environment(options: { folder: string; distribution: number; epmdPort: number }): Record<string, string> {
  const { folder, distribution, epmdPort } = options;
  return {
    // Where Erlang's cookie is made.
    HOME: folder,
    RABBITMQ_NODENAME: `test${distribution}@localhost`,
    RABBITMQ_MNESIA_BASE: join(folder, "data"),
    RABBITMQ_LOG_BASE: join(folder, "logs"),
    RABBITMQ_CONFIG_FILE: join(folder, "rabbitmq.conf"),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, "plugins"),
    RABBITMQ_CONF_ENV_FILE: join(folder, "no-settings"),
    RABBITMQ_PID_FILE: join(folder, "pid"),
    RABBITMQ_DIST_PORT: String(distribution),
    ERL_EPMD_PORT: String(epmdPort),
    ERL_EPMD_ADDRESS: "127.0.0.1",
  };
}
