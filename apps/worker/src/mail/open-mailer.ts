import { createTransport } from "nodemailer";

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

export type SendMail = (mail: Mail) => Promise<"sent" | "refused">;

/** A server that hangs must not hold a worker's job for long. */
const timeoutMs = 20_000;

/**
 * Sends mails through the operator's server. `refused`: the server does not want this mail, and never will; whatever else goes
 * wrong is thrown, and may go well later.
 */
export function openMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): SendMail {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // A mail is its text: nothing in it names a file or an address to read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (mail) => {
    try {
      await transport.sendMail({ from, ...mail });
      return "sent";
    } catch (error) {
      if (isRefusal(error)) return "refused";
      throw error;
    }
  };
}

/** A final answer (5xx) to the addresses or the mail itself; one to our login is for the operator to mend. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error) || !("responseCode" in error)) return false;
  const { code, responseCode } = error;
  return (code === "EENVELOPE" || code === "EMESSAGE") && typeof responseCode === "number" && responseCode >= 500;
}
