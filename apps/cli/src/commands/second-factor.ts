import { callFailure, failureOfAnswer, type WireError } from "../api/answer-failure.ts";
import { exitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import type { CommandContext } from "../command-context.ts";
import { ask } from "../terminal/ask.ts";
import { z } from "zod";

/** What signing in comes to: a session, or the question for a second factor (contract C8.4). */
const SessionSchema = z.object({
  token: z.string().min(1),
  expires_at: z.string(),
  user: z.object({ login: z.string() }),
});
const SecondFactorSchema = z.object({ requires_2fa: z.literal(true), tfa_token: z.string() });
type Session = z.infer<typeof SessionSchema>;

/** The session that the answer to a login holds, after asking for the code if one is needed. */
export async function askSecondFactor(context: CommandContext, answer: unknown): Promise<Session> {
  const wanted = SecondFactorSchema.safeParse(answer);
  if (!wanted.success) return parseSession(answer);
  const typed = await ask(context.terminal, "Code of your authenticator, or a recovery code:", {
    isSecret: true,
    instead: "sign in where somebody can type the code, or use an API token: --token-stdin",
  });
  const code = typed.replace(/\s/g, "");
  const proof = /^\d{6}$/.test(code) ? { code } : { recovery_code: code };
  return parseSession(await verify(context, { tfa_token: wanted.data.tfa_token, method: "totp", ...proof }));
}

async function verify({ settings: { server } }: CommandContext, body: object): Promise<unknown> {
  const response = await fetch(`${server}/api/v1/auth/2fa/verify`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  }).catch((error: unknown) => {
    throw callFailure(error, server);
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw failureOfAnswer(response, answer as WireError);
  return answer;
}

function parseSession(answer: unknown): Session {
  const session = SessionSchema.safeParse(answer);
  if (session.success) return session.data;
  throw new Failure(exitCode.failed, "the server's answer to the login is not understood", {
    hint: "server and understudy may be of different versions: understudy --version",
  });
}
