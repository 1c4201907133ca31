import type { EmptiedTrash } from "@understudy/database";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";

/** Tells the audit trail what was purged by the trash's settings: one entry, with how much it was. Nothing, when it was nothing. */
export async function recordEmptiedTrash(
  management: Management,
  actor: Actor,
  { mocks, namespaces }: Pick<EmptiedTrash, "mocks" | "namespaces">,
): Promise<void> {
  if (mocks === 0 && namespaces === 0) return;
  await transact(management, (tx) =>
    recordChanges(management, { tx, author: actor }, [
      {
        operation: "trash.empty",
        namespace: null,
        resource: { type: "trash", id: "*" },
        before: { mocks, namespaces },
      },
    ]),
  );
}
