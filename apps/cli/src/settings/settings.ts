import { exitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { type ConfigFile, readConfigFile } from "./config-file.ts";

export const outputFormats = ["table", "json", "yaml"] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** What every command may be told, as the parser has read it. */
export interface GlobalOptions {
  server?: string | undefined;
  token?: string | undefined;
  namespace?: string | undefined;
  output?: OutputFormat | undefined;
  quiet?: boolean | undefined;
}

/** Where a command works, and how it speaks. */
export interface Settings {
  /** Origin, and perhaps a path, without a slash at the end. */
  server: string;
  token: string | undefined;
  /** Undefined: the server decides: the token's, else `sandbox`. */
  namespace: string | undefined;
  output: OutputFormat;
  isQuiet: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const defaultServer = "http://localhost:5770";

/** A flag wins over the environment, that over what `login` remembered. */
export function readSettings(options: GlobalOptions, env: Environment): Settings {
  const file = readConfigFile(env);
  const server = parseServer(options.server ?? fromEnvironment(env, "SERVER") ?? file.server ?? defaultServer);
  return {
    server,
    token: options.token ?? fromEnvironment(env, "TOKEN") ?? tokenOf(file, server),
    namespace: options.namespace ?? fromEnvironment(env, "NAMESPACE"),
    output: options.output ?? "table",
    isQuiet: options.quiet ?? false,
  };
}

/** Each name may begin as this product's or as that of the one whose clients work with it (contract H). */
function fromEnvironment(env: Environment, name: string): string | undefined {
  return env[`UNDERSTUDY_${name}`] || env[`MOCKARTY_${name}`] || undefined;
}

/** A token goes to the server that gave it, and to no other. */
function tokenOf({ servers }: ConfigFile, server: string): string | undefined {
  return servers[server]?.token;
}

/** `localhost:5770` is meant as http. */
function parseServer(text: string): string {
  const url = findUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || !["http:", "https:"].includes(url.protocol) || url.username !== "" || url.search !== "") {
    throw new Failure(exitCode.usage, `${JSON.stringify(text)} is not the address of a server`, {
      hint: `it looks like ${defaultServer}`,
    });
  }
  return url.origin + url.pathname.replace(/\/+$/, "");
}

/** `URL.parse` is not there on Node 20. */
function findUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
