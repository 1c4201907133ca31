import { Agent, request } from "node:http";
import { paymentOf } from "./mocks.ts";

/** A call and its answer, on the clock of `performance.now()`. */
export interface PaidCall {
  reference: string;
  isAnswered: boolean;
  /** The first byte of the answer is there. */
  answeredAt: number;
}

/** Makes a caller that posts payments over kept connections. It never rejects. */
export function createPayer(origin: string, path: string) {
  const agent = new Agent({ keepAlive: true });
  const pay = (reference: string): Promise<PaidCall> => {
    const body = paymentOf(reference);
    const headers = { "content-type": "application/json", "content-length": body.length };
    return new Promise((resolve) => {
      const call = request(origin + path, { method: "POST", headers, agent, timeout: 10_000 }, (response) => {
        const answeredAt = performance.now();
        response.resume();
        response.once("close", () => {
          resolve({ reference, isAnswered: response.complete && response.statusCode === 200, answeredAt });
        });
      });
      call.once("timeout", () => call.destroy());
      call.once("error", () => resolve({ reference, isAnswered: false, answeredAt: performance.now() }));
      call.end(body);
    });
  };
  return { pay, close: () => agent.destroy() };
}
