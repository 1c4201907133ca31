import { pino, type DestinationStream, type Logger } from "pino";
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
  if (!process.stdout.isTTY) return pino(settings, openOutput());
  return pino(
    settings,
    pretty({ colorize: true, ignore: "hostname,pid", translateTime: "SYS:HH:MM:ss", singleLine: true }),
  );
}

/** Standard output. Most of what a line costs is its write, so lines of the same turn of the event loop share one. */
function openOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, minLength: 8_192 });
  let isFlushPlanned = false;
  const flush = (): void => {
    isFlushPlanned = false;
    output.flush();
  };
  // It asks the system to put a file on its disk as well, which a process that goes on need not wait for.
  process.once("exit", () => output.flushSync());
  return {
    write(line) {
      output.write(line);
      if (isFlushPlanned) return;
      isFlushPlanned = true;
      setImmediate(flush);
    },
  };
}
