import type { paths } from "../api/rest-api.d.ts";
import { type RestClient, take } from "../api/rest-client.ts";
import type { CommandContext } from "../command-context.ts";
import { ask } from "../terminal/ask.ts";

type LoginAnswer = paths["/api/v1/auth/login"]["post"]["responses"][200]["content"]["application/json"];
type Session = Extract<LoginAnswer, { token: string }>;

/** The session that the answer to a login holds, after asking for the code if one is needed. */
export async function askSecondFactor(
  { terminal }: CommandContext,
  { api, answer }: { api: RestClient; answer: LoginAnswer },
): Promise<Session> {
  if (!("requires_2fa" in answer)) return answer;
  const typed = await ask(terminal, "Code of your authenticator, or a recovery code:", {
    isSecret: true,
    instead: "sign in where somebody can type the code, or use an API token: --token-stdin",
  });
  const code = typed.replace(/\s/g, "");
  const proof = /^\d{6}$/.test(code) ? { code } : { recovery_code: code };
  return take(api.POST("/api/v1/auth/2fa/verify", { body: { tfa_token: answer.tfa_token, ...proof } }));
}
