import { addDeliveryChanges } from "./delivery-changes.ts";
import { addDeliveryReading } from "./delivery-reading.ts";
import { addDeliveryWait } from "./delivery-wait.ts";
import { addTail } from "./tail.ts";
import type { Parent, Run } from "./run.ts";

export function addDeliveriesCommands(program: Parent, run: Run): void {
  const deliveries = program.command("deliveries").alias("delivery").description("what became of callbacks");
  addDeliveryReading(deliveries, run);
  addDeliveryWait(deliveries, run);
  addDeliveryChanges(deliveries, run);
  addTail(deliveries, run, "delivery");
}
