import {
  findMember,
  findUserId,
  hasOtherOwner,
  listMembers as readMembers,
  type ListPage,
  lockNamespace,
  type MomentPosition,
  putMember,
  removeMember as deleteMember,
  type Transaction,
} from "@understudy/database";
import { AppError, type Member, type NamespaceRole, type NewMember, validationError } from "@understudy/domain";
import type { Actor } from "../actor.ts";
import type { Management } from "../management.ts";
import { recordChanges } from "../record-changes.ts";
import { transact } from "../transact.ts";
import { toMemberChange } from "./namespace-change.ts";
import { requireNamespace } from "./require-namespace.ts";
import { authoriseIn, type ScopedNamespace } from "./scope.ts";

/** Most members of a namespace. */
export const membersMax = 1_000;

type MemberReference = ScopedNamespace & { userId: string };

/** A page of the members of a namespace, in the order in which they came. `next`: behind which the next page begins. */
export async function listMembers(
  management: Management,
  actor: Actor,
  query: ScopedNamespace & ListPage<MomentPosition>,
): Promise<{ members: Member[]; total: number; next: MomentPosition | null }> {
  authoriseIn(actor, "member.read", query);
  await requireNamespace(management, query.namespace);
  return readMembers(management.db, query.namespace, query);
}

/** Makes a user a member. It counts from their next request on, wherever that is handled: roles are read with each. */
export async function addMember(
  management: Management,
  actor: Actor,
  { member, ...where }: ScopedNamespace & { member: NewMember },
): Promise<Member> {
  const { namespace } = where;
  authoriseIn(actor, "member.write", where);
  return transact(management, async (tx) => {
    await lockNamespace(tx, namespace);
    const userId = await findUserId(tx, { userId: member.userId, login: member.username });
    if (userId === null) throw unknownUser(member);
    if ((await findMember(tx, { namespace, userId })) !== null) {
      throw new AppError("conflict", `this user is a member of ${namespace} already; change the role instead`);
    }
    const { total } = await readMembers(tx, namespace, { limit: 1 });
    if (total >= membersMax) throw new AppError("conflict", `a namespace has at most ${membersMax} members`);
    await putMember(tx, { namespace, userId, role: member.role });
    const added = await requireMember(tx, { namespace, userId });
    const change = toMemberChange("namespace.user.add", { namespace, member: added, after: added });
    await recordChanges(management, { tx, author: actor }, [change]);
    return added;
  });
}

/** Gives a member another role. Throws `conflict` when the namespace would be left without an owner. */
export async function changeMemberRole(
  management: Management,
  actor: Actor,
  { role, ...reference }: MemberReference & { role: NamespaceRole },
): Promise<Member> {
  authoriseIn(actor, "member.write", reference);
  return transact(management, async (tx) => {
    await lockNamespace(tx, reference.namespace);
    const member = await requireMember(tx, reference);
    if (role !== "owner") await requireOtherOwner(tx, member, reference);
    const { namespace, userId } = reference;
    await putMember(tx, { namespace, userId, role });
    const after = { ...member, role };
    const change = toMemberChange("namespace.user.update", { namespace, member, before: member, after });
    await recordChanges(management, { tx, author: actor }, [change]);
    return after;
  });
}

/** Takes a user's role away. Throws `conflict` when the namespace would be left without an owner. */
export async function removeMember(management: Management, actor: Actor, reference: MemberReference): Promise<void> {
  authoriseIn(actor, "member.write", reference);
  await transact(management, async (tx) => {
    await lockNamespace(tx, reference.namespace);
    const member = await requireMember(tx, reference);
    await requireOtherOwner(tx, member, reference);
    await deleteMember(tx, reference);
    const told = { namespace: reference.namespace, member, before: member };
    await recordChanges(management, { tx, author: actor }, [toMemberChange("namespace.user.remove", told)]);
  });
}

async function requireMember(
  tx: Transaction,
  { namespace, userId }: { namespace: string; userId: string },
): Promise<Member> {
  const member = await findMember(tx, { namespace, userId });
  if (member === null) throw new AppError("not_found", `the namespace ${namespace} has no member ${userId}`);
  return member;
}

async function requireOtherOwner(tx: Transaction, member: Member, reference: MemberReference): Promise<void> {
  if (member.role !== "owner" || (await hasOtherOwner(tx, reference))) return;
  throw new AppError(
    "conflict",
    `${member.login} is the last owner of ${reference.namespace}; make somebody else owner first`,
  );
}

function unknownUser({ userId, username }: NewMember): AppError {
  if (userId !== undefined) return validationError([{ path: "$.userId", message: "there is no such user" }]);
  return validationError([{ path: "$.username", message: `there is no user ${JSON.stringify(username)}` }]);
}
