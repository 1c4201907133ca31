import { deliveriesRouter } from "./deliveries-router.ts";
import { router } from "./init.ts";
import { mocksRouter } from "./mocks-router.ts";
import { namespacesRouter } from "./namespaces-router.ts";

/** Everything that the dashboard asks the server for. */
export const dashboardRouter = router({
  namespaces: namespacesRouter,
  mocks: mocksRouter,
  deliveries: deliveriesRouter,
});
export type DashboardRouter = typeof dashboardRouter;
