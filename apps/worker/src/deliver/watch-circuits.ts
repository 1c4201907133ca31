import type { AttemptRecord, ClaimedDelivery, TargetKey } from "@understudy/database";
import type { Logger } from "@understudy/runtime";

/** Opens and closes the circuits of targets, for all workers. */
export interface CircuitWatch {
  /** What came of an attempt. Returns at once. */
  note: (delivery: ClaimedDelivery, attempt: AttemptRecord, hasHungOften: boolean) => void;
}

export interface CircuitWatchOptions {
  open: (circuit: TargetKey & { error: string; isProbe: boolean }) => Promise<void>;
  close: (target: TargetKey) => Promise<void>;
  /** A circuit was closed: what is due there may be sent. */
  onClosed: () => void;
  log: Logger;
}

export function createCircuitWatch({ open, close, onClosed, log }: CircuitWatchOptions): CircuitWatch {
  // While the database is away nothing can be sent either; a circuit that could not be opened is opened by the next that hang.
  const report = (error: unknown): void =>
    log.warn({ event: "circuit.not_changed", error: String(error) }, "A circuit could not be changed");
  return {
    note({ pool, namespace, target, isProbe }, { errorClass, error }, hasHungOften) {
      // Our own stubs are slow when a mock says so.
      if (pool !== 0) return;
      const hangs = errorClass === "timeout";
      if (hasHungOften || (isProbe && hangs)) {
        log.warn({ event: "circuit.opened", namespace, target, error }, "A target hangs; it is left alone for a while");
        open({ namespace, target, error: error ?? "it hangs", isProbe }).catch(report);
      } else if (isProbe) {
        log.info({ event: "circuit.closed", namespace, target }, "A target answers again");
        close({ namespace, target }).then(onClosed, report);
      }
    },
  };
}
