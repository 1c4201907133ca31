import {
  CleanupFormSchema,
  NamespaceChangeSchema,
  NamespaceNameSchema,
  NewMemberSchema,
  NewStubKeySchema,
  RoleSchema,
  toCleanupForm,
  withCleanupForm,
} from "@understudy/domain";
import {
  addMember,
  changeMemberRole,
  changeNamespace,
  createStubKey,
  deleteNamespace,
  getCleanupPolicy,
  getNamespace,
  getNamespaceRights,
  listMembers,
  listStubKeys,
  membersMax,
  removeMember,
  revokeStubKey,
  setCleanupPolicy,
} from "@understudy/management";
import { z } from "zod";
import { protectedProcedure, router } from "./init.ts";

const InNamespaceSchema = z.object({ namespace: NamespaceNameSchema });
const MemberReferenceSchema = InNamespaceSchema.extend({ userId: z.uuid() });
const scope = "namespace" as const;

/** What a namespace is, who may do what in it, and who may call its stubs. */
export const namespaceSettingsRouter = router({
  get: protectedProcedure.input(InNamespaceSchema).query(async ({ ctx, input }) => {
    const { management, actor } = ctx;
    const [namespace, { members }, stubKeys, policy] = await Promise.all([
      getNamespace(management, actor, input.namespace),
      listMembers(management, actor, { ...input, scope, offset: 0, limit: membersMax }),
      listStubKeys(management, actor, input.namespace),
      getCleanupPolicy(management, actor, { ...input, scope }),
    ]);
    const rights = getNamespaceRights(actor, input.namespace);
    return { namespace, members, stubKeys, cleanup: toCleanupForm(policy), rights };
  }),

  change: protectedProcedure
    .input(InNamespaceSchema.extend({ change: NamespaceChangeSchema }))
    .mutation(({ ctx, input: { namespace: name, change } }) =>
      changeNamespace(ctx.management, ctx.actor, { name, change }),
    ),

  changeCleanup: protectedProcedure
    .input(InNamespaceSchema.extend({ form: CleanupFormSchema }))
    .mutation(async ({ ctx: { management, actor }, input: { namespace, form } }) => {
      const where = { namespace, scope };
      const policy = withCleanupForm(await getCleanupPolicy(management, actor, where), form);
      return toCleanupForm(await setCleanupPolicy(management, actor, { ...where, policy }));
    }),

  delete: protectedProcedure
    .input(InNamespaceSchema)
    .mutation(({ ctx, input }) => deleteNamespace(ctx.management, ctx.actor, { ...input, scope })),

  addMember: protectedProcedure
    .input(InNamespaceSchema.extend({ member: NewMemberSchema }))
    .mutation(({ ctx, input }) => addMember(ctx.management, ctx.actor, { ...input, scope })),

  changeRole: protectedProcedure
    .input(MemberReferenceSchema.extend({ role: RoleSchema }))
    .mutation(({ ctx, input }) => changeMemberRole(ctx.management, ctx.actor, { ...input, scope })),

  removeMember: protectedProcedure
    .input(MemberReferenceSchema)
    .mutation(({ ctx, input }) => removeMember(ctx.management, ctx.actor, { ...input, scope })),

  createStubKey: protectedProcedure
    .input(InNamespaceSchema.extend(NewStubKeySchema.shape))
    .mutation(async ({ ctx, input }) => {
      const { key, info } = await createStubKey(ctx.management, ctx.actor, input);
      return { key, name: info.name };
    }),

  revokeStubKey: protectedProcedure
    .input(InNamespaceSchema.extend({ id: z.uuid() }))
    .mutation(({ ctx, input }) => revokeStubKey(ctx.management, ctx.actor, input)),
});
