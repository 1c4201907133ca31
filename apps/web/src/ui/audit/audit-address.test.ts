import { describe, expect, it } from "vitest";
import { isAuditFiltered, noAuditFilter, parseAuditAddress, renderAuditAddress } from "./audit-address.ts";

describe("the address of the audit trail", () => {
  it.each([
    ["?", noAuditFilter],
    [
      "?operation=mock.&actor=ada&outcome=denied",
      { ...noAuditFilter, operation: "mock.", actor: "ada", outcome: "denied" },
    ],
    ["?resource=a+b&entry=x", { ...noAuditFilter, resource: "a b", entry: "x" }],
    ["?namespace=team-a&outcome=done", { ...noAuditFilter, namespace: "team-a", outcome: "done" }],
  ] as const)("%s is read and written", (text, address) => {
    expect(parseAuditAddress(new URLSearchParams(text))).toEqual(address);
    expect(renderAuditAddress(address)).toBe(text);
  });

  it("takes an outcome that there is not for none, and an open entry for no filter", () => {
    expect(parseAuditAddress(new URLSearchParams("?outcome=maybe"))).toEqual(noAuditFilter);
    expect(isAuditFiltered({ ...noAuditFilter, entry: "x" })).toBe(false);
    expect(isAuditFiltered({ ...noAuditFilter, actor: "ada" })).toBe(true);
    expect(isAuditFiltered({ ...noAuditFilter, namespace: "team-a" })).toBe(true);
  });
});
