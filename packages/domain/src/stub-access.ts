import { z } from "zod";

/** Who may call the stubs of a namespace: everybody, or who shows one of its stub keys (design 22). */
export const stubAccessKinds = ["open", "key"] as const;
export type StubAccess = (typeof stubAccessKinds)[number];

/** The header in which a caller shows a stub key. */
export const stubKeyHeader = "understudy-stub-key";
/** Every stub key starts with this, so that secret scanners can find a leaked one. */
export const stubKeyPrefix = "usk_";
/** Most keys of a namespace. */
export const stubKeysMax = 20;

/** What calls of a namespace's stubs must keep to. */
export interface StubRules {
  access: StubAccess;
  /** Of each resolver process; null: no bound. */
  callsPerMinute: number | null;
  /** Null: the installation's. */
  bodyBytesMax: number | null;
}

/** A key as it may be shown: never its value, which is stored as a hash only. */
export interface StubKey {
  id: string;
  name: string;
  createdAt: Date;
  createdBy: string;
}

/** Body of `POST /api/v1/namespaces/{ns}/stub-keys`. */
export const NewStubKeySchema = z.object({ name: z.string().trim().min(1, "must not be empty").max(100) });
