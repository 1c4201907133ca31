import { addMockApply } from "./mock-apply.ts";
import { addMockChanges } from "./mock-changes.ts";
import { addMockCreate } from "./mock-create.ts";
import { addMockReading } from "./mock-reading.ts";
import { addMockTrials } from "./mock-trials.ts";
import type { Parent, Run } from "./run.ts";

export function addMockCommands(program: Parent, run: Run): void {
  const mock = program.command("mock").description("mocks: when a request looks like this, answer like that");
  addMockCreate(mock, run);
  addMockReading(mock, run);
  addMockApply(mock, run);
  addMockChanges(mock, run);
  addMockTrials(mock, run);
}
