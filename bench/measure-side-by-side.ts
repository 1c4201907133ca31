import type { BenchRequest } from "./bench-request.ts";
import type { LoadGenerator } from "./load-generator.ts";
import { type MachineLoad, watchMachine } from "./machine-load.ts";
import { type Contestant, interleave, type RoundOptions } from "./rounds.ts";
import { judge, median, ratioOf } from "./statistics.ts";
import type { Row, Table } from "./table.ts";

interface AnswerSample extends MachineLoad {
  perSecond: number;
  cpuMicros: number;
  failures: number;
}

/** Somebody who answers requests. */
export interface Server {
  name: string;
  origin: string;
  cpuMs: () => number;
  requests: readonly BenchRequest[];
  /** Of the reference's rate; a reference has none. */
  goal?: number;
}

export interface SaturateOptions {
  load: LoadGenerator;
  repeat: RoundOptions;
  roundSeconds: number;
}

const connections = 32;
/** What the name of the control ends with. */
export const again = ", again (A/A)";

/** How many calls each answers. The first is the reference; the last is the same once more, the control. */
export async function measureSideBySide(
  title: string,
  servers: readonly Server[],
  options: SaturateOptions,
): Promise<Table> {
  const contestants = servers.map((server): Contestant<AnswerSample> => ({
    name: server.name,
    run: () => saturate(server, options),
  }));
  return toTable(title, servers, await interleave(contestants, options.repeat));
}

/** As many calls as fit, each connection sending the next when it has its answer. */
async function saturate({ origin, requests, cpuMs }: Server, options: SaturateOptions): Promise<AnswerSample> {
  const stopWatching = watchMachine(cpuMs);
  const result = await options.load.run({ origin, requests, connections, seconds: options.roundSeconds });
  const { serverMs, load, others } = stopWatching();
  return {
    perSecond: result.answered / result.seconds,
    cpuMicros: (serverMs * 1000) / result.answered,
    failures: result.failures,
    load,
    others,
  };
}

function toTable(title: string, servers: readonly Server[], samples: ReadonlyMap<string, AnswerSample[]>): Table {
  const [reference] = servers;
  const roundsOf = (name: string | undefined): AnswerSample[] => samples.get(name ?? "") ?? [];
  const compare = (rounds: readonly AnswerSample[], pick: (sample: AnswerSample) => number) =>
    ratioOf(rounds.map(pick), roundsOf(reference?.name).map(pick));
  const control = compare(roundsOf(servers.at(-1)?.name), ({ perSecond }) => perSecond);
  const toRow = ({ name, goal }: Server): Row => {
    const rounds = roundsOf(name);
    const speed = compare(rounds, ({ perSecond }) => perSecond);
    const cost = compare(rounds, ({ cpuMicros }) => cpuMicros);
    const medianOf = (pick: (sample: AnswerSample) => number): number => median(rounds.map(pick));
    return {
      name,
      cells: [
        `${speed.median.toFixed(2)} (${speed.min.toFixed(2)}–${speed.max.toFixed(2)})`,
        goal === undefined ? "" : judge(speed, { goal, control }),
        medianOf(({ perSecond }) => perSecond).toFixed(0),
        medianOf(({ cpuMicros }) => cpuMicros).toFixed(1),
        cost.median.toFixed(2),
        `${medianOf(({ load }) => load).toFixed(2)} / ${medianOf(({ others }) => others).toFixed(2)}`,
        String(rounds.reduce((sum, { failures }) => sum + failures, 0)),
      ],
      rounds,
    };
  };
  return {
    title,
    note: `${connections} connections. "Load" near 1.00 means that the load generator was the limit: then read the CPU per answer.`,
    columns: [
      `answers/s to ${reference?.name ?? ""} (range)`,
      "goal",
      "answers/s",
      "CPU µs/answer",
      "CPU ratio",
      "cores: load / others",
      "failed",
    ],
    rows: servers.map(toRow),
  };
}
