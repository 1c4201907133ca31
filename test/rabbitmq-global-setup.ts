import type { TestProject } from "vitest/node";
import { type RabbitMqAddresses, startRabbitMq } from "./brokers/rabbitmq.ts";

/** Starts one RabbitMQ for all tests of the project. One that has to stop and start it has its own. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const rabbitMq = await startRabbitMq();
  project.provide("rabbitmq", rabbitMq.addresses);
  return rabbitMq.end;
}

declare module "vitest" {
  interface ProvidedContext {
    rabbitmq: RabbitMqAddresses;
  }
}
