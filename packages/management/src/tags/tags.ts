import {
  countMadeTags,
  countMocksOfTag,
  findNamespace,
  listTags as readTags,
  lockNamespace,
  type PageBehind,
  putTag,
  type TagCount,
} from "@understudy/database";
import { AppError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { authorise, unknownNamespace } from "../permissions.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";

export type { TagCount };

/** Most tags of a namespace that are made on their own; mocks may have any. */
const madeTagsMax = 1_000;

/** A page of the tags of a namespace, used or made, by name, with the number of live mocks that have them. `next`: behind which the next page begins. */
export async function listTags(
  management: Management,
  actor: Actor,
  { namespace, ...page }: { namespace: string } & PageBehind<string>,
): Promise<{ tags: TagCount[]; total: number; next: string | null }> {
  authorise(actor, "mock.read", namespace);
  if ((await findNamespace(management.db, namespace)) === null) throw unknownNamespace(namespace);
  return readTags(management.db, namespace, page);
}

/** Makes a tag that mocks can be given later. One that is there already stays. */
export async function createTag(
  management: Management,
  actor: Actor,
  { namespace, name }: { namespace: string; name: string },
): Promise<TagCount> {
  authorise(actor, "mock.write", namespace);
  return transact(management, async (tx) => {
    await lockNamespace(tx, namespace);
    const isNew = await putTag(tx, namespace, name);
    if ((await countMadeTags(tx, namespace)) > madeTagsMax) {
      throw new AppError("conflict", `a namespace has at most ${madeTagsMax} tags that are made on their own`);
    }
    if (isNew) {
      await recordChanges(management, { tx, author: actor }, [
        { operation: "tag.create", namespace, resource: { type: "tag", id: name }, after: { name } },
      ]);
    }
    return { name, count: await countMocksOfTag(tx, namespace, name) };
  });
}
