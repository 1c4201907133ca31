import { addRequestReading } from "./request-reading.ts";
import { addRequestVerify } from "./request-verify.ts";
import { addTail } from "./tail.ts";
import type { Parent, Run } from "./run.ts";

export function addRequestsCommands(program: Parent, run: Run): void {
  const requests = program.command("requests").alias("request").description("what came in: the log of stub calls");
  addRequestReading(requests, run);
  addRequestVerify(requests, run);
  addTail(requests, run, "request");
}
