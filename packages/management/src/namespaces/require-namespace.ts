import { findNamespace } from "@understudy/database";
import type { Management } from "../management.ts";
import { unknownNamespace } from "../permissions.ts";

/** Throws `not_found` unless there is such a live namespace. Who may see it is asked first, by `authorise`. */
export async function requireNamespace({ db }: Management, name: string): Promise<void> {
  if ((await findNamespace(db, name)) === null) throw unknownNamespace(name);
}
