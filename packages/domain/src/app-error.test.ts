import { describe, expect, it } from "vitest";
import { AppError } from "./app-error.ts";

class SpecialError extends AppError {}

describe("an AppError", () => {
  it("is known to every copy of this file", async () => {
    const address = "./app-error.ts?copy";
    const copy = (await import(address)) as { AppError: typeof AppError };
    expect(copy.AppError).not.toBe(AppError);
    const error: unknown = new copy.AppError("not_found", "there is none");
    expect(error instanceof AppError).toBe(true);
    expect(error).toMatchObject({ code: "not_found", status: 404 });
  });

  it("is of a kind only if it was made as that kind", () => {
    const [plain, special]: unknown[] = [new AppError("conflict", "taken"), new SpecialError("conflict", "taken")];
    expect(plain instanceof SpecialError).toBe(false);
    expect(special instanceof SpecialError).toBe(true);
    expect(special instanceof AppError).toBe(true);
    for (const other of [new Error("no"), { code: "conflict" }, null, "text"])
      expect(other instanceof AppError).toBe(false);
  });
});
