import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import type { RestClient } from "../rest-client.ts";

/** Where a thing is made, and for whom. */
export interface Place {
  namespace: string;
  /** An admin, who may make everything everywhere. */
  admin: RestClient;
  /** Whose thing it is, where things belong to users. */
  user: RestClient;
}

/** Makes a new one; what it returns stands for the names in a row. */
export type Make = (place: Place) => Promise<Record<string, string>>;

export interface Thing {
  /** Called before each call, whatever its target: puts back what the call before took away from everybody. */
  prepare?: (places: { namespaces: readonly string[]; admin: RestClient }) => Promise<void>;
  make: Make;
  /** Whether it belongs to a user rather than to a namespace. */
  isPersonal?: boolean;
  /** Names of one that does not exist. */
  missing: () => Record<string, string>;
}

export const newName = () => `thing-${randomUUID()}`;
export const noId = () => ({ id: randomUUID() });

/** What a call that succeeds answers. */
export async function must(answer: ReturnType<RestClient["call"]>): Promise<Record<string, unknown>> {
  const { status, body, text } = await answer;
  expect(status, text).toBe(200);
  return body;
}
