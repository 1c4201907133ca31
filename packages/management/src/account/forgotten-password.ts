import { createHash } from "node:crypto";
import { AppError } from "@understudy/domain";
import { countFor, requireNoWait, throttled } from "../identity/throttle.ts";
import type { Management } from "../management.ts";
import { mailAccountLink } from "../users/account-links.ts";

/**
 * Has a link mailed to whoever has this address. It is looked up by the worker, so that known and unknown addresses are alike in
 * answer and time. Throws `conflict` where no mails go out, `rate_limit` when it is asked too often.
 */
export async function requestPasswordReset(
  { db }: Management,
  { email, address, canMail }: { email: string; address: string; canMail: boolean },
): Promise<void> {
  if (!canMail) throw new AppError("conflict", "this installation sends no mails; ask an admin for a link");
  const things = [throttled("mail", email), throttled("mails", address)];
  await requireNoWait(db, things);
  await countFor(db, things);
  const key = `forgotten_password:${createHash("sha256").update(email).digest("hex")}`;
  await mailAccountLink(db, { kind: "forgotten", email }, key);
}
