import { allNamespacesRouter } from "./all-namespaces-router.ts";
import { accountRouter } from "./account-router.ts";
import { auditRouter } from "./audit-router.ts";
import { backupsRouter } from "./backups-router.ts";
import { deliveriesRouter } from "./deliveries-router.ts";
import { eventWebhooksRouter } from "./event-webhooks-router.ts";
import { identitiesRouter } from "./identities-router.ts";
import { router } from "./init.ts";
import { jobsRouter } from "./jobs-router.ts";
import { licencesRouter } from "./licences-router.ts";
import { mocksRouter } from "./mocks-router.ts";
import { namespaceSettingsRouter } from "./namespace-settings-router.ts";
import { namespacesRouter } from "./namespaces-router.ts";
import { requestsRouter } from "./requests-router.ts";
import { secondFactorRouter } from "./second-factor-router.ts";
import { tokensRouter } from "./tokens-router.ts";
import { trashRouter } from "./trash-router.ts";
import { usersRouter } from "./users-router.ts";

/** Everything that the dashboard asks the server for. */
export const dashboardRouter = router({
  namespaces: namespacesRouter,
  allNamespaces: allNamespacesRouter,
  namespaceSettings: namespaceSettingsRouter,
  eventWebhooks: eventWebhooksRouter,
  trash: trashRouter,
  mocks: mocksRouter,
  deliveries: deliveriesRouter,
  requests: requestsRouter,
  secondFactor: secondFactorRouter,
  tokens: tokensRouter,
  identities: identitiesRouter,
  account: accountRouter,
  users: usersRouter,
  audit: auditRouter,
  jobs: jobsRouter,
  licences: licencesRouter,
  backups: backupsRouter,
});
export type DashboardRouter = typeof dashboardRouter;
