import {
  findMock,
  findMockVersion,
  listMockVersions as readMockVersions,
  type MockVersion,
  type Transaction,
} from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise } from "../permissions.ts";
import { maskSecrets } from "../secrets/callback-secrets.ts";
import { locateMock, type MockReference, unknownMock } from "./locate-mock.ts";
import type { Precondition } from "./precondition.ts";
import { type SavedMock, writeMock } from "./write-mock.ts";

export type { MockVersion };

/** The history of a live mock that is kept, newest first, secrets masked. */
export async function listMockVersions(
  management: Management,
  actor: Actor,
  reference: MockReference,
): Promise<MockVersion[]> {
  const key = await locateLive(management.db, actor, reference);
  return (await readMockVersions(management.db, key)).map(masked);
}

/** One version of a live mock, and the one before it if that is kept, secrets masked. */
export async function getMockVersion(
  management: Management,
  actor: Actor,
  request: { reference: MockReference; version: number },
): Promise<{ version: MockVersion; previous: MockVersion | null }> {
  const key = await locateLive(management.db, actor, request.reference);
  const { version, previous } = await findMockVersion(management.db, key, request.version);
  if (version === null) throw unknownVersion(key.id, request.version);
  return { version: masked(version), previous: previous && masked(previous) };
}

/**
 * Makes a mock again what it was, as a new version; a deleted one is live again. It stays in the folder in which it is, and secrets
 * are those of that version, carried sealed (contract, Decided 7).
 */
export async function restoreMockVersion(
  management: Management,
  actor: Actor,
  request: { reference: MockReference; version: number; precondition?: Precondition | undefined },
): Promise<SavedMock> {
  const { reference, version, precondition } = request;
  const { id } = reference;
  const namespace = await locateMock(management.db, actor, reference);
  authorise(actor, "mock.write", namespace);
  const writing = { actor, namespace, id, precondition, isVersionRestore: true };
  return writeMock(management, writing, async (previous, tx) => {
    if (previous === null) throw unknownMock(id, namespace);
    const found = await findMockVersion(tx, { namespace, id }, version);
    if (found.version === null) throw unknownVersion(id, version);
    const { folderId: _former, ...definition } = found.version.definition;
    const { folderId } = previous.definition;
    return { ...definition, ...(folderId !== undefined && { folderId }) };
  });
}

async function locateLive(tx: Transaction, actor: Actor, reference: MockReference) {
  const key = { namespace: await locateMock(tx, actor, reference), id: reference.id };
  authorise(actor, "mock.read", key.namespace);
  const mock = await findMock(tx, key);
  if (mock?.closedAt !== null) throw unknownMock(key.id, key.namespace);
  return key;
}

function masked(version: MockVersion): MockVersion {
  return { ...version, definition: maskSecrets(version.definition) };
}

function unknownVersion(id: string, version: number): AppError {
  return new AppError("not_found", `the mock ${JSON.stringify(id)} has no version ${version}, or no longer`);
}
