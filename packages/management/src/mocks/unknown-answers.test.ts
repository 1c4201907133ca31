import { expect, it } from "vitest";
import { findUnknownAnswers } from "./unknown-answers.ts";

const url = "http://target/";

it("warns of answers of callbacks that are not waited for, and of no others", () => {
  const webhooks = [
    { name: "first", url, body: "$.cb.third.response" },
    { name: "second-one", url: `${url}$.cb.first.response.id`, after: "first" },
    { name: "third", url, after: "second-one", body: ["$.cb.first.response", "$.cb.second-one.response.id"] },
    { url, headers: { A: "$.cb.first.response" }, body: "$.cb.$.req.name.response" },
    { url, type: "kafka" as const, kafkaTopic: "$.cb.other.response", after: "third" },
  ];
  const message = (name: string): string =>
    `$.cb.${name} stays as it is written: it does not wait for a callback of that name (after)`;
  expect(findUnknownAnswers({ webhooks }, "$.mocks[3]")).toEqual([
    { path: "$.mocks[3].webhooks[0]", message: message("third") },
    { path: "$.mocks[3].webhooks[4]", message: message("other") },
  ]);
  expect(findUnknownAnswers({})).toEqual([]);
});
