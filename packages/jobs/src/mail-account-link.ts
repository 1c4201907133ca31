import { z } from "zod";

/** The task that mails a link with which a user chooses a password. */
export const mailAccountLinkTask = "mail_account_link";

/** Whom to write to, and why. The link itself is made when the mail is: it is nowhere else. */
export const MailAccountLinkSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("invitation"), userId: z.uuid() }),
  z.object({ kind: z.literal("reset"), userId: z.uuid() }),
  /** Somebody says that this is their address; perhaps it is nobody's. */
  z.object({ kind: z.literal("forgotten"), email: z.string() }),
]);
export type MailAccountLink = z.infer<typeof MailAccountLinkSchema>;
