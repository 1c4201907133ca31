import { createLogger, type Logger } from "@understudy/runtime";
import { getConfig } from "../config.ts";

let logger: Logger | undefined;

/** The logger of routes and pages, made on first use. */
export function getLogger(): Logger {
  logger ??= createLogger({ process: "web", level: getConfig().logLevel });
  return logger;
}
