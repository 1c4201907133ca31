import type { TestProject } from "vitest/node";
import { type KafkaAddresses, startKafka } from "./brokers/kafka.ts";

/** Starts one Kafka for all tests of the project. One that has to stop and start it has its own. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const kafka = await startKafka();
  project.provide("kafka", kafka.addresses);
  return kafka.end;
}

declare module "vitest" {
  interface ProvidedContext {
    kafka: KafkaAddresses;
  }
}
