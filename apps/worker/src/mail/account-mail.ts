import { renderAccountLinkUrl } from "@understudy/domain";
import type { AccountLink } from "@understudy/management";
import type { Mail } from "./open-mailer.ts";

/** What is written to somebody who gets a link. */
export function renderAccountMail(link: AccountLink, to: string, publicOrigin: string): Mail {
  const { kind, user, token, expiresAt } = link;
  const until = `${expiresAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const { subject, opening, closing } = words[kind];
  return {
    to,
    subject,
    text: [
      `${opening(user.login)} Open this link and choose a password:`,
      renderAccountLinkUrl(publicOrigin, token),
      `It works once, and until ${until}. ${closing}`,
    ].join("\n\n"),
  };
}

const words = {
  invitation: {
    subject: "You are invited to Understudy",
    opening: (login: string) => `An account is ready for you at Understudy. Your login is ${login}.`,
    closing: "If you expected no invitation, there is nothing for you to do.",
  },
  reset: {
    subject: "Choose a new password for Understudy",
    opening: (login: string) => `A new password was asked for, for the login ${login} at Understudy.`,
    closing: "If it was not you who asked, there is nothing for you to do: your password stays as it is.",
  },
} as const;
