import { expect, test } from "vitest";
import { noRequestsFilter, parseRequestsAddress, renderRequestsAddress, toListInput } from "./requests-address.ts";

test("what is written is read again; what is usual is not written; what makes no sense is absent", () => {
  const address = { outcome: "unmatched", path: "/a b", mock: "m", request: "req_1" } as const;
  expect(parseRequestsAddress(new URLSearchParams(renderRequestsAddress(address)))).toEqual(address);
  expect(renderRequestsAddress(noRequestsFilter)).toBe("?");
  expect(parseRequestsAddress(new URLSearchParams("outcome=maybe"))).toEqual(noRequestsFilter);
  expect(toListInput("sandbox", { ...address, path: " /a " })).toMatchObject({ isMatched: false, path: "/a" });
});
