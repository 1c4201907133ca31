// `npm start` ends here: PostgreSQL, migrations, web, resolver and worker on one machine, supervised.
import { AppError } from "@understudy/domain";
import { runProcess } from "@understudy/runtime";
import { startInstallation } from "./start-installation.ts";

await runProcess({
  name: "understudy",
  // The sum of what the steps of a stop may take.
  stopTimeoutMs: 110_000,
  foreseenErrors: [AppError],
  start: (stopRequested) => startInstallation(process.env, stopRequested),
});
