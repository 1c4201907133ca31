import { expect } from "@playwright/test";
import type { RestClient } from "../rest-client.ts";

/** Makes what a row needs; returns what names in its path stand for. */
export type Given = (client: RestClient) => Promise<Record<string, string>>;

/** What a row of the contract says of a call, tried against the running product. */
export interface ContractRow {
  /** As the contract numbers it. */
  id: string;
  method: string;
  /** `{name}` stands for what `given` returns under this name. */
  path: string;
  /** Of what `given` returns, where it is a function. */
  body?: Record<string, unknown> | unknown[] | string | ((names: Record<string, string>) => object);
  /** What must be there before. */
  given?: Given;
  /** What the answer, always a 200, must have. Default: any JSON. */
  answer?: unknown;
}

export const api = "/api/v1";
export const text = expect.any(String) as unknown;
export const number = expect.any(Number) as unknown;
export const listOf = (item: unknown) => expect.arrayContaining([item]) as unknown;

/** A mock of a row's own. */
export const mock = (id: string, rest: object = {}) => ({
  id,
  http: { route: `/${id}`, httpMethod: "GET" },
  response: { payload: id },
  ...rest,
});
export const saved =
  (id: string, rest: object = {}): Given =>
  async (client) => {
    await client.save(mock(id, { ...rest, priority: 1 }));
    await client.save(mock(id, rest));
    return {};
  };
export const entry =
  (path: string): Given =>
  async (client) => {
    await client.call("POST", api + path, { body: { key: "app.version", value: { major: 1 } } });
    return {};
  };
