import { createRestClient, take } from "../api/rest-client.ts";
import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { configFilePath, readConfigFile, writeConfigFile } from "../settings/config-file.ts";
import { ask, readStdin } from "../terminal/ask.ts";
import { examples } from "./examples.ts";
import { askSecondFactor } from "./second-factor.ts";
import type { Parent, Run } from "./run.ts";

interface LoginOptions {
  login?: string | undefined;
  passwordStdin?: true | undefined;
  tokenStdin?: true | undefined;
}

export function addLoginCommands(program: Parent, run: Run): void {
  program
    .command("login")
    .description("sign in, and remember server and token; they are kept in a file that you alone can read")
    .option("--login <name>", "who you are; asked for if it is not given")
    .option("--password-stdin", "read the password from stdin")
    .option("--token-stdin", "keep an API token, read from stdin, instead of signing in")
    .addHelpText(
      "after",
      examples(
        "understudy login --server http://localhost:5770",
        "understudy login --login admin --password-stdin < password.txt",
        "understudy login --token-stdin < token.txt",
      ),
    )
    .action((options) =>
      run(async (context) => {
        await (options.tokenStdin ? keepToken(context) : signIn(context, options));
        return undefined;
      }),
    );

  program
    .command("logout")
    .description("forget the token of a server")
    .addHelpText("after", examples("understudy logout"))
    .action(() =>
      run(async (context) => {
        forget(context);
        return undefined;
      }),
    );
}

async function signIn(context: CommandContext, options: LoginOptions): Promise<void> {
  const { terminal, settings, printDone } = context;
  const login = options.login ?? (await ask(terminal, "Login:", { instead: "name yourself by --login" })).trim();
  const password = options.passwordStdin
    ? await readStdin(terminal)
    : await ask(terminal, "Password:", { isSecret: true, instead: "pass it by stdin: --password-stdin" });
  // Who signs in is not who was signed in before.
  const api = createRestClient({ ...settings, token: undefined });
  const answer = await take(api.POST("/api/v1/auth/login", { body: { login, password } }));
  const session = await askSecondFactor(context, { api, answer });
  remember(context, { token: session.token, login: session.user.login });
  const until = session.expires_at;
  printDone(`signed in to ${settings.server} as ${session.user.login}, until ${until}`, {
    server: settings.server,
    login: session.user.login,
    expires_at: until,
    config: configFilePath(context.env),
  });
}

/** A token that does not work is not kept. */
async function keepToken(context: CommandContext): Promise<void> {
  const { terminal, settings, printDone } = context;
  const token = (await readStdin(terminal)).trim();
  if (token === "") throw new Failure(exitCode.usage, "there was no token on stdin");
  await take(createRestClient({ ...settings, token }).GET("/api/v1/namespaces"));
  remember(context, { token });
  const { server } = settings;
  printDone(`the token for ${server} is kept`, { server, config: configFilePath(context.env) });
}

function remember({ env, settings: { server } }: CommandContext, entry: { token: string; login?: string }): void {
  const { servers } = readConfigFile(env);
  writeConfigFile(env, { server, servers: { ...servers, [server]: entry } });
}

function forget({ env, settings: { server }, printDone }: CommandContext): void {
  const file = readConfigFile(env);
  const { [server]: forgotten, ...servers } = file.servers;
  if (forgotten !== undefined) writeConfigFile(env, { server: file.server, servers });
  const sentence = forgotten === undefined ? `nobody was signed in to ${server}` : `signed out of ${server}`;
  printDone(sentence, { server, wasSignedIn: forgotten !== undefined });
}
