import { AppError } from "@understudy/domain";
import { noteDenial, requireOwnPassword } from "@understudy/management";
import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import type { DashboardContext } from "./context.ts";
import { throwAsTrpcError } from "./throw-as-trpc-error.ts";
import { traceProcedure } from "./trace-procedure.ts";

const t = initTRPC.context<DashboardContext>().create({
  transformer: superjson,
  errorFormatter: ({ shape, ctx, error }) => ({
    ...shape,
    data: {
      ...{ ...shape.data, requestId: ctx?.requestId ?? "", stack: undefined },
      // What is wrong with which part of what was sent, for forms.
      problems: error.cause instanceof AppError ? error.cause.problems : [],
    },
  }),
});

export const router = t.router;

/** Every procedure is a part of the request's trace, where there is one. */
const tracedProcedure = t.procedure.use(({ path, next }) => traceProcedure(path, next));

/** A procedure for whoever is signed in, even with a password that must be changed. Errors of use cases become tRPC's here, in one place. */
export const givenPasswordProcedure = tracedProcedure.use(async ({ ctx, path, next }) => {
  const actor = await ctx.identify().catch(throwAsTrpcError);
  const result = await next({ ctx: { ...ctx, actor } });
  if (!result.ok) {
    const error = result.error.cause ?? result.error;
    if (error instanceof AppError) noteDenial(ctx.management, actor, { error, at: { operation: path, path } });
    throwAsTrpcError(error);
  }
  return result;
});

/** A procedure for whoever is signed in with a password of their own. */
export const protectedProcedure = givenPasswordProcedure.use(({ ctx, next }) => {
  try {
    requireOwnPassword(ctx.actor);
  } catch (error) {
    throwAsTrpcError(error);
  }
  return next();
});
