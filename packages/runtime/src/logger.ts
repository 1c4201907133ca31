import { pino, type Logger } from "pino";
import pretty from "pino-pretty";

export type { Logger };

/** JSON lines on standard output, or readable ones when it is a terminal. `process` names who writes. */
export function createLogger(options: { process: string; level: string }): Logger {
  const settings = {
    level: options.level,
    base: { process: options.process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  if (!process.stdout.isTTY) return pino(settings);
  return pino(
    settings,
    pretty({ colorize: true, ignore: "hostname,pid", translateTime: "SYS:HH:MM:ss", singleLine: true }),
  );
}
