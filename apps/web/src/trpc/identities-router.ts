import { disconnectIdentities, getIdentities } from "@understudy/management";
import { noteConnectIntent } from "../auth/connect-intent-cookie.ts";
import { protectedProcedure, router } from "./init.ts";

/** How whoever is signed in is known to the OpenID Connect provider. */
export const identitiesRouter = router({
  get: protectedProcedure.query(({ ctx }) => getIdentities(ctx.management, ctx.actor)),

  /** Whoever comes back from the provider next is to be connected. */
  startConnecting: protectedProcedure.mutation(async () => {
    await noteConnectIntent();
    return { isStarted: true };
  }),

  disconnect: protectedProcedure.mutation(async ({ ctx }) => {
    await disconnectIdentities(ctx.management, ctx.actor);
    return { isConnected: false };
  }),
});
