import type { Database } from "@understudy/database";
import { MailAccountLinkSchema } from "@understudy/jobs";
import { makeMailedLink } from "@understudy/management";
import type { Logger } from "@understudy/runtime";
import { renderAccountMail } from "./account-mail.ts";
import type { SendMail } from "./open-mailer.ts";

/**
 * Makes the function that makes a link and mails it. What it throws is tried again, with a new link: one that was mailed by an
 * attempt which did not live to tell is replaced. `sendMail` null: SMTP_URL is not set; the job waits until it is.
 */
export function createLinkMailer(options: {
  db: Database;
  log: Logger;
  publicOrigin: string;
  sendMail: SendMail | null;
}): (payload: unknown) => Promise<void> {
  const { db, log, publicOrigin, sendMail } = options;
  return async (payload) => {
    const job = MailAccountLinkSchema.parse(payload);
    if (sendMail === null) throw new Error("SMTP_URL is not set, but a mail is to be sent");
    const made = await makeMailedLink({ db }, job);
    if (made === null) {
      log.info({ event: "mail.skipped", kind: job.kind }, "There is nobody to mail a link to");
      return;
    }
    const { link, email } = made;
    const result = await sendMail(renderAccountMail(link, email, publicOrigin));
    const level = result === "sent" ? "info" : "warn";
    log[level]({ event: `mail.${result}`, kind: job.kind, userId: link.user.id }, `The mail with a link was ${result}`);
  };
}
