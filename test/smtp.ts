import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  from: string;
  to: string[];
  /** As it came: headers and body. */
  text: string;
}

/** A real SMTP server on loopback that keeps what it gets. */
export interface TestMailServer {
  /** With login and password, which it demands. */
  url: string;
  mails: ReceivedMail[];
  /** The answers to the next recipients, such as 550; when none is left, all are taken. */
  refusals: number[];
  close: () => Promise<void>;
}

export async function startMailServer(): Promise<TestMailServer> {
  const mails: ReceivedMail[] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      if (username === "mailer" && password === "let me in") done(null, { user: username });
      else done(new Error("wrong login"));
    },
    onRcptTo: (_address, _session, done) => {
      const responseCode = refusals.shift();
      done(responseCode === undefined ? null : Object.assign(new Error("not here"), { responseCode }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? "" : (mailFrom?.address ?? "");
        mails.push({ from, to: rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  const listener = server.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  return {
    url: `smtp://mailer:let%20me%20in@127.0.0.1:${port}`,
    mails,
    refusals,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The link in a mail: a long line of it is broken by `=` and a line end (quoted-printable). */
export function findLink({ text }: ReceivedMail): URL {
  const plain = text.replaceAll("=\r\n", "").replaceAll("=3D", "=");
  const url = /https?:\/\/\S+\/ui\/set-password\?\S+/.exec(plain)?.[0];
  if (url === undefined) throw new Error(`there is no link in ${text}`);
  return new URL(url);
}
