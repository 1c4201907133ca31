import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { requestIdHeader } from "./client-headers.ts";
import { getLogger } from "./logger.ts";

/** Does a page's work; when it fails, the log and the error page (as the error's digest) name the same request id. */
export async function carryRequestId<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    // Redirects and not-founds are thrown too, and are no failures.
    unstable_rethrow(error);
    const requestId = (await headers()).get(requestIdHeader) ?? "";
    getLogger().error({ event: "page.failed", requestId, err: error });
    throw Object.assign(new Error("the page failed"), { digest: requestId });
  }
}
