import { list, object, type Shape } from "../clients/decode.ts";
import type { ClientCall } from "./row.ts";

type Reading = Pick<ClientCall, "decodes" | "picks">;

/** The bare array that a typed client decodes, and fails on anything else (contract C0.7). */
export const bareList = (item: Shape): Reading => ({ decodes: list(item) });

/** An object of which a typed client reads the list under one name. */
export const listUnder = (name: string, item: Shape): Reading => ({
  decodes: object({ [name]: list(item) }),
  picks: (decoded: Record<string, unknown>) => decoded[name],
});

/** Python takes a list, or an object with one under the first of these names that has any. */
export const anyListUnder = (...names: string[]): Reading => ({
  decodes: "any",
  picks: (decoded: unknown[] | Record<string, unknown[]>) =>
    Array.isArray(decoded) ? decoded : (names.map((name) => decoded[name]).find((found) => found?.length) ?? []),
});

/** Python takes a list; of an object it makes an empty one. */
export const onlyList: Reading = {
  decodes: "any",
  picks: (decoded: unknown) => (Array.isArray(decoded) ? (decoded as unknown[]) : []),
};
