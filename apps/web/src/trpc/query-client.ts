import { defaultShouldDehydrateQuery, QueryCache, QueryClient } from "@tanstack/react-query";
import superjson from "superjson";

/** Data younger than this is not asked for again when a view opens. */
const staleMs = 5_000;

/** The cache of what the server said. `onError` hears of every query that failed for good. */
export function makeQueryClient({
  onError,
  shouldRetry,
}: { onError?: (error: Error) => void; shouldRetry?: (error: Error) => boolean } = {}): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ ...(onError && { onError }) }),
    defaultOptions: {
      queries: { staleTime: staleMs, retry: (failures, error) => failures < 2 && (shouldRetry?.(error) ?? false) },
      dehydrate: { serializeData: superjson.serialize, shouldDehydrateQuery: defaultShouldDehydrateQuery },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}
