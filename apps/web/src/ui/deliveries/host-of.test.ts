import { expect, test } from "vitest";
import { toTarget } from "../../trpc/delivery-target.ts";
import { findHost, findTarget } from "./host-of.ts";

const own = { publicOrigin: "https://mocks.example", port: 5770 };

test.each<[destination: string | null, host: string | null, target: string | null]>([
  [null, null, null],
  ["not a URL", null, null],
  ["http://hooks.example:8080/a", "hooks.example:8080", "hooks.example:8080"],
  ["kafka://k1:9092,k2:9092/orders", "k1:9092,k2:9092", "kafka://k1:9092,k2:9092/orders"],
  ["amqps://mq:5671/v?routingKey=q", "mq:5671", "amqps://mq:5671/v?routingKey=q"],
])("%s is at %s, and found by %s", (destination, host, target) => {
  expect([findHost(destination), findTarget(destination)]).toEqual([host, target]);
  if (target !== null) expect(toTarget(target, own)).toBe(target);
});
