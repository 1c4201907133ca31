import { InvitationSchema, PasswordOfUserSchema, renderAccountLinkUrl, UserChangeSchema } from "@understudy/domain";
import {
  changeUser,
  deleteUser,
  disableUser,
  enableUser,
  type HandedLink,
  inviteUser,
  listUsers,
  sendAccountLink,
  setUserPassword,
} from "@understudy/management";
import { z } from "zod";
import { getConfig } from "../config.ts";
import { protectedProcedure, router } from "./init.ts";

/** Users of one page of the list. */
const usersPerPage = 50;

const OneSchema = z.object({ id: z.string().max(100) });

/** Users of the installation, for admins and support. */
export const usersRouter = router({
  list: protectedProcedure
    .input(
      z.object({
        search: z.string().max(200).default(""),
        /** The first page is 1. */
        page: z.int().min(1).max(1_000_000).default(1),
      }),
    )
    .query(async ({ ctx, input: { search, page } }) => {
      const filter = { offset: (page - 1) * usersPerPage, limit: usersPerPage };
      return listUsers(ctx.management, ctx.actor, { ...filter, ...(search !== "" && { search }) });
    }),

  invite: protectedProcedure
    .input(InvitationSchema)
    .mutation(async ({ ctx, input }) =>
      toShownLink(await inviteUser(ctx.management, ctx.actor, { input, canMail: getConfig().canMail })),
    ),

  makeLink: protectedProcedure
    .input(OneSchema)
    .mutation(async ({ ctx, input: { id } }) =>
      toShownLink(await sendAccountLink(ctx.management, ctx.actor, { id, canMail: getConfig().canMail })),
    ),

  change: protectedProcedure
    .input(OneSchema.extend({ change: UserChangeSchema }))
    .mutation(({ ctx, input }) => changeUser(ctx.management, ctx.actor, input)),

  setPassword: protectedProcedure
    .input(OneSchema.extend(PasswordOfUserSchema.shape))
    .mutation(({ ctx, input: { requiresPasswordChange: mustChangePassword, ...input } }) =>
      setUserPassword(ctx.management, ctx.actor, { ...input, mustChangePassword }),
    ),

  enable: protectedProcedure
    .input(OneSchema)
    .mutation(({ ctx, input }) => enableUser(ctx.management, ctx.actor, input.id)),

  disable: protectedProcedure
    .input(OneSchema)
    .mutation(({ ctx, input }) => disableUser(ctx.management, ctx.actor, input.id)),

  delete: protectedProcedure
    .input(OneSchema)
    .mutation(({ ctx, input }) => deleteUser(ctx.management, ctx.actor, input.id)),
});

/** `url` null: it is mailed. */
function toShownLink({ user, link }: HandedLink): { login: string; url: string | null } {
  return { login: user.login, url: link && renderAccountLinkUrl(getConfig().publicOrigin, link.token) };
}
