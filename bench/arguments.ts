import { parseArgs } from "node:util";

/** How long and how often. A full run takes some five minutes, a quick one less than a minute: it shows that everything works, no more. */
export interface Plan {
  rounds: number;
  /** Of a round of answers. */
  answerSeconds: number;
  latencySeconds: number;
  /** How many mocks the large namespaces have. */
  manyMocks: readonly [number, number];
  /** How many calls memory is watched over. */
  memoryCalls: number;
  callsPerRound: number;
  /** How many deliveries are pending when a claim is measured. */
  claimRows: readonly number[];
  /** What is there when lists are read. */
  lists: { namespaces: number; mocksEach: number };
  /** How long another mock server on a JVM is loaded before it is measured. */
  warmSeconds: number;
  /** How long another mock server sends a callback for each call. */
  peerCallbackSeconds: number;
  /** How long to wait, in all, for others on the machine to be quiet before a round. */
  quietWaitSeconds: number;
  /** WEBHOOK_POOL_SIZE of the products to compare. */
  poolSizes: readonly number[];
}

export interface BenchArguments {
  /** Part of the result's file name. */
  name: string;
  /** Folder of the results. */
  out: string;
  /** Which measurements; empty: all but that beside other mock servers. */
  only: readonly string[];
  plan: Plan;
}

const full: Plan = {
  rounds: 7,
  answerSeconds: 2,
  latencySeconds: 3,
  manyMocks: [10_000, 100_000],
  memoryCalls: 2_000_000,
  callsPerRound: 4_000,
  claimRows: [100_000, 1_000_000],
  lists: { namespaces: 1_000, mocksEach: 100 },
  warmSeconds: 40,
  peerCallbackSeconds: 10,
  quietWaitSeconds: 90,
  poolSizes: [10, 64],
};
const quick: Plan = {
  rounds: 1,
  answerSeconds: 1,
  latencySeconds: 1,
  manyMocks: [1_000, 10_000],
  memoryCalls: 50_000,
  callsPerRound: 400,
  claimRows: [10_000],
  lists: { namespaces: 100, mocksEach: 100 },
  warmSeconds: 3,
  peerCallbackSeconds: 2,
  quietWaitSeconds: 0,
  poolSizes: [10],
};

/** `--quick`, `--name first`, `--out folder`, `--only answers,stores,memory,callbacks,claims,delays,latency,lists`, `--rounds 3`, `--calls 60000` (a round of callbacks), `--peers`: beside other mock servers, and nothing else. */
export function parseBenchArguments(args: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      name: { type: "string" },
      out: { type: "string", default: new URL("results", import.meta.url).pathname },
      only: { type: "string", default: "" },
      peers: { type: "boolean", default: false },
      rounds: { type: "string" },
      calls: { type: "string" },
    },
  });
  const plan = values.quick ? quick : full;
  return {
    name: values.name ?? (values.quick ? "quick" : "full"),
    out: values.out,
    only: values.peers ? ["peers", "peer-callbacks"] : values.only.split(",").filter((part) => part !== ""),
    plan: {
      ...plan,
      rounds: Number(values.rounds ?? plan.rounds),
      callsPerRound: Number(values.calls ?? plan.callsPerRound),
    },
  };
}
