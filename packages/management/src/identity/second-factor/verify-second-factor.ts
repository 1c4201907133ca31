import {
  countPendingSignInTry,
  deletePendingSignIn,
  findUserById,
  lockPendingSignIn,
  lockSecondFactor,
  type Principal,
  type Transaction,
} from "@understudy/database";
import { AppError, type SecondFactorProof, type User } from "@understudy/domain";
import { noteRefusedSignIn } from "../../audit/note-denial.ts";
import type { Management } from "../../management.ts";
import { hashSecretToken } from "../secret-token.ts";
import { type Client, openSession, type SignedIn } from "../sign-in.ts";
import { describeWrong, type ProofOutcome, spendProof, tooManyTries } from "./spend-proof.ts";
import { transact } from "../../transact.ts";

/** After so many wrong codes the password has to be entered again. */
const triesMax = 5;

type Verified =
  (Exclude<ProofOutcome, { kind: "right" }> & { user: User }) | { kind: "gone" } | { kind: "passed"; found: Principal };

interface VerifyInput {
  tfaToken: string;
  proof: SecondFactorProof;
  now?: Date;
  /** Default: not known. */
  client?: Client | undefined;
}

/**
 * Completes a sign-in by its second factor. Throws `unauthorized` for a wrong code and for a sign-in that is over, which the public
 * sentences tell apart, and `rate_limit` after too many wrong ones.
 */
export async function verifySecondFactor(
  management: Management,
  { tfaToken, proof, now = new Date(), client }: VerifyInput,
): Promise<SignedIn> {
  const verified = await transact(management, (tx) => verify(tx, management, { tfaToken, proof, now }));
  if (verified.kind === "wrong" || verified.kind === "blocked") {
    const { user } = verified;
    const reason = verified.kind === "wrong" ? describeWrong(proof) : "too many wrong codes";
    noteRefusedSignIn(management, { user, operation: "session.create", address: client?.address ?? "", reason });
  }
  switch (verified.kind) {
    case "passed":
      return openSession(management, verified.found, client);
    case "blocked":
      throw tooManyTries(verified.waitMs);
    case "wrong":
      throw new AppError("unauthorized", describeWrong(proof));
    default:
      throw new SignInOverError();
  }
}

/** The pending sign-in is unknown, too old, complete, or was tried too often. */
export class SignInOverError extends AppError {
  constructor() {
    super("unauthorized", "this sign-in is over: it took too long or had too many wrong codes; sign in again");
    this.name = "SignInOverError";
  }
}

async function verify(
  tx: Transaction,
  { sealing }: Management,
  { tfaToken, proof, now }: { tfaToken: string; proof: SecondFactorProof; now: Date },
): Promise<Verified> {
  const idHash = hashSecretToken(tfaToken);
  const pending = await lockPendingSignIn(tx, idHash, now);
  if (pending === null) return { kind: "gone" };
  const factor = await lockSecondFactor(tx, pending.userId);
  const found = await findUserById(tx, pending.userId);
  if (!factor?.confirmedAt || found === null) return { kind: "gone" };
  const outcome = await spendProof(tx, factor, { proof, now, sealing, isPassword: () => Promise.resolve(false) });
  if (outcome.kind === "wrong") {
    if (pending.tries + 1 < triesMax) await countPendingSignInTry(tx, idHash);
    else await deletePendingSignIn(tx, idHash);
  }
  if (outcome.kind !== "right") return { ...outcome, user: found.user };
  await deletePendingSignIn(tx, idHash);
  return { kind: "passed", found };
}
