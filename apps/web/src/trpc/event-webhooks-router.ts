import {
  AdminWebhookInputSchema,
  type EventWebhookInput,
  installationScope,
  NamespaceWebhookInputSchema,
  toProblems,
  validationError,
} from "@understudy/domain";
import {
  deleteEventWebhook,
  listEventWebhooks,
  mayChangeEventWebhooks,
  saveEventWebhooks,
  setEventWebhookEnabled,
  testEventWebhook,
} from "@understudy/management";
import { z } from "zod";
import { protectedProcedure, router } from "./init.ts";
import { ScopeSchema } from "./scope-schema.ts";

const ScopedSchema = z.object({ scope: ScopeSchema });
const OneSchema = ScopedSchema.extend({ id: z.string().max(200) });

/** Event webhooks of a namespace, or of the installation. */
export const eventWebhooksRouter = router({
  list: protectedProcedure.input(ScopedSchema).query(async ({ ctx, input: { scope } }) => ({
    webhooks: await listEventWebhooks(ctx.management, ctx.actor, scope),
    mayChange: mayChangeEventWebhooks(ctx.actor, scope),
  })),

  save: protectedProcedure
    .input(ScopedSchema.extend({ webhook: z.unknown() }))
    .mutation(async ({ ctx, input: { scope, webhook } }) => {
      const input = parseWebhook(scope, webhook);
      return saveEventWebhooks(ctx.management, ctx.actor, { scope, input });
    }),

  setEnabled: protectedProcedure
    .input(OneSchema.extend({ enabled: z.boolean() }))
    .mutation(({ ctx, input }) => setEventWebhookEnabled(ctx.management, ctx.actor, input)),

  delete: protectedProcedure
    .input(OneSchema)
    .mutation(({ ctx, input }) => deleteEventWebhook(ctx.management, ctx.actor, input)),

  test: protectedProcedure
    .input(OneSchema)
    .mutation(({ ctx, input }) => testEventWebhook(ctx.management, ctx.actor, input)),
});

function parseWebhook(scope: string, webhook: unknown): EventWebhookInput {
  const schema = scope === installationScope ? AdminWebhookInputSchema : NamespaceWebhookInputSchema;
  const parsed = schema.safeParse(webhook);
  if (!parsed.success) throw validationError(toProblems(parsed.error));
  return parsed.data;
}
