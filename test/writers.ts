import { randomUUID } from "node:crypto";

/** Some that write the whole time, each one thing after the other. */
export interface Writer {
  /** What each of them has written, in order: how often it had written before, and an id of this one alone. */
  written: { nth: number; id: string }[][];
  /** Resolves when each has written so often again. */
  waitForMore: (count: number) => Promise<void>;
  /** Returns what failed. */
  stop: () => Promise<unknown[]>;
}

/** Starts so many writers; each goes on until it is stopped, or fails. */
export function startWriters(
  count: number,
  write: (writer: number, nth: number, id: string) => Promise<unknown>,
): Writer {
  const written: Writer["written"] = Array.from({ length: count }, () => []);
  const failures: unknown[] = [];
  let isStopped = false;
  const done = written.map(async (own, writer) => {
    for (let nth = 0; !isStopped; nth += 1) {
      const id = randomUUID();
      await write(writer, nth, id);
      own.push({ nth, id });
    }
  });
  const ended = Promise.all(
    done.map((writer) =>
      writer.catch((error: unknown) => {
        failures.push(error);
      }),
    ),
  );
  return {
    written,
    async waitForMore(more) {
      const wanted = written.map((own) => own.length + more);
      while (failures.length === 0 && written.some((own, writer) => own.length < (wanted[writer] ?? 0)))
        await new Promise((resolve) => setTimeout(resolve, 10));
    },
    async stop() {
      isStopped = true;
      await ended;
      return failures;
    },
  };
}
