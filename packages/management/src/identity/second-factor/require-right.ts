import { AppError, type Operation, type OwnershipProof, type Problem } from "@understudy/domain";
import type { Actor } from "../../actor.ts";
import { noteRefusedProof } from "../../audit/note-denial.ts";
import type { Management } from "../../management.ts";
import { toSecondFactorChange } from "./second-factor-change.ts";
import { describeWrong, type ProofOutcome, tooManyTries } from "./spend-proof.ts";

interface Shown {
  outcome: ProofOutcome;
  proof: OwnershipProof;
  /** What it was shown for. */
  operation: Operation;
}

/** Throws what a user is told whose proof was not right, `validation` or `rate_limit`, and tells the audit trail that it was not. */
export function requireRight(management: Management, actor: Actor, { outcome, proof, operation }: Shown): void {
  if (outcome.kind === "right") return;
  const { resource } = toSecondFactorChange(operation, actor);
  const refuse = (reason: string): void => noteRefusedProof(management, actor, { operation, resource, reason });
  if (outcome.kind === "blocked") {
    refuse("too many wrong codes");
    throw tooManyTries(outcome.waitMs);
  }
  const problem: Problem = { path: `$.${fieldOf[proof.kind]}`, message: describeWrong(proof) };
  refuse(problem.message);
  throw new AppError("validation", problem.message, { problems: [problem] });
}

const fieldOf = { code: "code", "recovery-code": "recovery_code", password: "password" } as const;
