import { createHash } from "node:crypto";
import {
  countOtherTemplateFiles,
  findNamespace,
  findTemplateContent,
  type ListPage,
  listTemplateFiles,
  markMocksOfTemplate,
  putTemplateFile,
  removeTemplateFile,
  type TemplateFileInfo,
  type Transaction,
} from "@understudy/database";
import { AppError, type ChangedResource } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import { changeVisibly, type RaiseVersion } from "../change-visibly.ts";
import type { Management } from "../management.ts";
import { authorise, unknownNamespace } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";

export type { TemplateFileInfo };

export interface TemplateKey {
  namespace: string;
  name: string;
}

/** Most files of a namespace, and most bytes of one. */
const templatesMax = 1_000;
const templateBytesMax = 5 * 1024 * 1024;

/** A page of the files of a namespace, by name. `search` is part of the name, in any case. `next`: behind which the next page begins. */
export async function listTemplates(
  management: Management,
  actor: Actor,
  query: { namespace: string; search: string } & ListPage<string>,
): Promise<{ files: TemplateFileInfo[]; total: number; next: string | null }> {
  authorise(actor, "template.read", query.namespace);
  if ((await findNamespace(management.db, query.namespace)) === null) throw unknownNamespace(query.namespace);
  return listTemplateFiles(management.db, query);
}

/** The bytes of a file. */
export async function getTemplate(management: Management, actor: Actor, key: TemplateKey): Promise<Uint8Array> {
  authorise(actor, "template.read", key.namespace);
  const content = await findTemplateContent(management.db, key);
  if (content === null) throw unknownTemplate(key);
  return content;
}

/** Stores a file, or replaces it. Mocks that name it answer with it when this returns. */
export async function saveTemplate(
  management: Management,
  actor: Actor,
  { content, ...key }: TemplateKey & { content: Uint8Array<ArrayBuffer> },
): Promise<{ file: TemplateFileInfo; notYetVisible: string[] }> {
  authorise(actor, "template.write", key.namespace);
  if (content.byteLength > templateBytesMax) {
    throw new AppError("too_large", `a template has at most ${templateBytesMax} bytes, this one ${content.byteLength}`);
  }
  const { result, notYetVisible } = await changeVisibly(management, async (tx, raise) => {
    await touch(tx, raise, key);
    if ((await countOtherTemplateFiles(tx, key)) >= templatesMax) {
      throw new AppError("conflict", `a namespace has at most ${templatesMax} templates; delete one first`);
    }
    const before = await findTemplateContent(tx, key);
    const file = await putTemplateFile(tx, key, content);
    await recordChanges(management, { tx, author: actor }, [
      {
        operation: "template.save",
        namespace: key.namespace,
        resource: toTemplateResource(key),
        before: before && describe(before),
        after: describe(content),
      },
    ]);
    return file;
  });
  return { file: result, notYetVisible };
}

/** Removes a file. Mocks that name it find none from now on. */
export async function deleteTemplate(
  management: Management,
  actor: Actor,
  key: TemplateKey,
): Promise<{ notYetVisible: string[] }> {
  authorise(actor, "template.write", key.namespace);
  return changeVisibly(management, async (tx, raise) => {
    await touch(tx, raise, key);
    const before = await findTemplateContent(tx, key);
    if (before === null || !(await removeTemplateFile(tx, key))) throw unknownTemplate(key);
    await recordChanges(management, { tx, author: actor }, [
      {
        operation: "template.delete",
        namespace: key.namespace,
        resource: toTemplateResource(key),
        before: describe(before),
      },
    ]);
  });
}

/** Tells resolvers that the mocks which name a file have changed. */
async function touch(tx: Transaction, raise: RaiseVersion, key: TemplateKey): Promise<void> {
  await markMocksOfTemplate(tx, key, await raise(key.namespace));
}

function toTemplateResource({ name }: TemplateKey): ChangedResource {
  return { type: "template", id: name };
}

/** A file may have megabytes: the audit trail says which bytes they were, and does not keep them. */
function describe(content: Uint8Array): object {
  return { bytes: content.byteLength, sha256: createHash("sha256").update(content).digest("hex") };
}

function unknownTemplate({ namespace, name }: TemplateKey): AppError {
  return new AppError("not_found", `there is no template ${JSON.stringify(name)} in the namespace ${namespace}`);
}
