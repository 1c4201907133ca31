import { expect, it } from "vitest";
import { createDeliveryId, createRequestId } from "./ids.ts";

it("ids are unique, in the order in which they are made, and UUIDs of version 7", () => {
  const before = Date.now();
  const ids = Array.from({ length: 20_000 }, createRequestId);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  expect(ids.every((id) => /^req_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/.test(id))).toBe(true);
  const ms = Number.parseInt(ids[0]?.slice(4, 16) ?? "", 16);
  expect(ms).toBeGreaterThanOrEqual(before);
  expect(ms).toBeLessThan(before + 1_000);
  expect(createDeliveryId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
