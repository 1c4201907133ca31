import type { EventWebhookView } from "@understudy/management";
import { expect, test } from "vitest";
import { keptScheme, noScheme, toFields, toInput } from "./webhook-form.ts";

const webhook: EventWebhookView = {
  ...{ namespace: "shop", id: "one", name: "orders", operation: "mock.update", events: [], enabled: false },
  ...{ disabledReason: null, failingSince: null, createdAt: new Date(0), updatedAt: new Date(0), lastDelivery: null },
  callback: {
    ...{ url: "https://hooks.example/a", headers: { Authorization: "••••••", "X-Team": "a: b" }, body: { text: "x" } },
    ...{ retryCount: 0, timeout: 5, secretHeaders: ["X-Key"], sign: { scheme: "github", secret: "••••••" } },
  },
};

test("what is not touched is written back as it was read", () => {
  expect(toInput(toFields(webhook, ""), webhook)).toEqual({
    input: {
      ...{ id: "one", name: "orders", operation: "mock.update", events: [], enabled: false, method: "POST" },
      ...webhook.callback,
      retryPolicy: undefined,
    },
  });
});

test("a new one has what was filled in, and nothing else", () => {
  const fields = { ...toFields(null, "mock.create"), url: " https://hooks.example/ " };
  expect(fields).toMatchObject({ operation: "mock.create", method: "POST", scheme: noScheme, secret: "" });
  const sent = { operation: "mock.create", name: "", url: "https://hooks.example/", method: "POST", headers: {} };
  expect(toInput(fields, null)).toEqual({ input: sent });
  expect(toInput({ ...fields, scheme: "stripe", secret: "s" }, null)).toEqual({
    input: { ...sent, sign: { scheme: "stripe", secret: "s" } },
  });
});

test("a way to sign that the dialog has no fields for is kept, and gone when none is chosen", () => {
  const sign = { scheme: "custom-hmac" as const, secret: "••••••", header: "X-Signature" };
  const custom = { ...webhook, callback: { ...webhook.callback, sign } } as EventWebhookView;
  const fields = toFields(custom, "");
  expect(fields.scheme).toBe(keptScheme);
  expect(toInput(fields, custom)).toMatchObject({ input: { sign } });
  expect(toInput({ ...fields, scheme: noScheme }, custom)).toMatchObject({ input: { sign: undefined } });
});

test.each([
  [{ headers: "no colon" }, "headers"],
  [{ body: "{ text: 1 }" }, "body"],
] as const)("%j can't be sent, and the field is named", (change, field) => {
  expect(toInput({ ...toFields(webhook, ""), ...change }, webhook)).toMatchObject({ field });
});
