"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import { signInPath } from "../auth/return-path.ts";
import { describeFailure } from "./describe-failure.ts";
import { makeQueryClient } from "./query-client.ts";
import type { DashboardRouter } from "./router.ts";

const { TRPCProvider, useTRPC } = createTRPCContext<DashboardRouter>();
export { useTRPC };

/** Gives the components below it the server's procedures and their cache. */
export function ServerProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() => makeQueryClient({ onError: leaveWhenSignedOut, shouldRetry: isPassing }));
  const [trpcClient] = useState(() =>
    createTRPCClient<DashboardRouter>({ links: [httpLink({ url: "/api/trpc", transformer: superjson })] }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

/** A session can end while a page is open: by signing out elsewhere, or because somebody revoked it. */
function leaveWhenSignedOut(error: Error): void {
  if (!describeFailure(error).isSignedOut) return;
  window.location.assign(signInPath(`${window.location.pathname}${window.location.search}`));
}

function isPassing(error: Error): boolean {
  return describeFailure(error).isPassing;
}
