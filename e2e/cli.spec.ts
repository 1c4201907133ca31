import { stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { TOTP } from "otpauth";
import { type CommandLine, openCommandLine } from "./command-line.ts";
import { findFreePort, type Product, startProduct } from "./product.ts";
import { createRestClient } from "./rest-client.ts";

/** The command line in full mode: who is signed in, what ends how, what is written where. */
let product: Product;
let shell: CommandLine;
let password: string;

test.beforeAll(async () => {
  product = await startProduct({ env: { AUTH_MODE: "full" } });
  password = product.admin?.password ?? "";
});

test.afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

test.beforeEach(async () => {
  shell = await openCommandLine(product.url);
});

test.afterEach(() => shell.close());

const configFile = () => join(shell.folder, ".config/understudy/config.json");
const signIn = () => shell.expectOk("understudy login --login admin --password-stdin", { stdin: password });

test("login asks on a terminal, shows nothing of the password, and keeps the token in a file of one's own", async () => {
  expect(await shell.run("understudy mock list")).toMatchObject({
    code: 4,
    stdout: "",
    stderr: expect.stringContaining("understudy login"),
  });
  // `script` is a terminal around a program.
  const { child, output, ended } = shell.start(`script -qec "understudy login" /dev/null`);
  await expect.poll(output).toContain("Login:");
  child.stdin.write("admin\n");
  await expect.poll(output).toContain("Password:");
  child.stdin.write(`${password}\n`);
  expect(await ended).toMatchObject({ code: 0 });
  expect(output()).toContain(`signed in to ${product.url} as admin`);
  expect(output()).not.toContain(password);
  expect((await stat(configFile())).mode & 0o777).toBe(0o600);

  await shell.expectOk("understudy mock list");
  expect(await shell.expectOk("understudy logout")).toBe(`signed out of ${product.url}\n`);
  expect(await shell.run("understudy mock list")).toMatchObject({ code: 4 });
});

test("a wrong password, or a token that does not work, is not allowed and keeps nothing", async () => {
  const wrong = await shell.run("understudy login --login admin --password-stdin", { stdin: "wrong" });
  expect(wrong).toMatchObject({ code: 4, stdout: "" });
  expect(await shell.run("understudy login --token-stdin", { stdin: "mk_wrong\n" })).toMatchObject({ code: 4 });
  await expect(stat(configFile())).rejects.toThrow("ENOENT");
});

test("a token from the environment works without a login, bound to its namespace", async () => {
  await signIn();
  await shell.expectOk("understudy namespace create bound");
  const token = (await shell.expectOk("understudy token create ci --namespace bound")).trim();
  expect(token).toMatch(/^mk_/);
  await shell.expectOk("understudy logout");
  const env = { UNDERSTUDY_TOKEN: token };
  expect(await shell.expectOk("understudy namespace list --quiet", { env })).toBe("bound\n");
  await shell.expectOk(`understudy mock create --id here --route /here`, { env });
  expect(
    await shell.expectOk("understudy mock apply -f - --dry-run", {
      env,
      stdin: `{"id":"here","http":{"route":"/here"}}`,
    }),
  ).toContain("bound/here");
  expect(await shell.run("understudy mock list --namespace sandbox", { env })).toMatchObject({ code: 3 });
});

test("each way to end has its code, and says what to do on stderr", async () => {
  await signIn();
  const away = `http://localhost:${await findFreePort()}`;
  await shell.expectOk("understudy namespace create taken");
  const cases: [line: string, code: number, says: string][] = [
    ["understudy mock list --nope", 2, "unknown option '--nope'"],
    ["understudy mock list --limit many", 2, "It must be a whole number."],
    ["understudy mock create --id x --route /x --status 999", 2, "$.response.statusCode: must be 200 to 599"],
    ["understudy mock create --id x", 2, "'--route <route>' not specified"],
    ["understudy mock get nobody", 3, "nobody"],
    ["understudy store get nothing", 3, 'the store has no "nothing"'],
    ["understudy mock list --namespace no-such", 3, "no-such"],
    ["understudy mock list --token mk_wrong", 4, "understudy login"],
    [`understudy mock list --server ${away}`, 5, "npm start"],
    ["understudy requests verify --route /nobody-called", 6, "error: not verified: 0 came in"],
    ["understudy deliveries wait --timeout 0.1", 6, "0 of 1 deliveries"],
    ["understudy namespace create taken", 7, "taken"],
  ];
  for (const [line, code, says] of cases) {
    const ended = await shell.run(line);
    expect({ line, ...ended }).toMatchObject({ line, code, stdout: "", stderr: expect.stringContaining(says) });
  }
});

test("results go to stdout in the format that is asked for; quietly, ids alone", async () => {
  await signIn();
  await shell.expectOk("understudy namespace create formats");
  const inFormats = (line: string) => `${line} --namespace formats`;
  await shell.expectOk(inFormats(`understudy mock create --id one --route /one --payload '{"a":[1]}' --tag t`));
  await shell.expectOk(inFormats("understudy mock create --id two --route /two --method POST --status 201"));
  const table = await shell.expectOk(inFormats("understudy mock list"));
  expect(table.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
    ["ID", "METHOD", "ROUTE", "ANSWER", "CALLBACKS", "CALLS", "TAGS"],
    ["two", "POST", "/two", "201", "-", "0", "-"],
    ["one", "any", "/one", "200", "-", "0", "t"],
    [""],
  ]);
  expect(await shell.readJson(inFormats("understudy mock list --output json"))).toMatchObject([
    { id: "two" },
    { id: "one" },
  ]);
  expect(await shell.expectOk(inFormats("understudy mock get one -o yaml"))).toContain("payload:\n    a:\n      - 1\n");
  expect(await shell.expectOk(inFormats("understudy mock list --quiet"))).toBe("two\none\n");
  expect(await shell.run(inFormats("understudy mock delete one --quiet"))).toMatchObject({
    code: 0,
    stdout: "",
    stderr: "",
  });
  const limited = await shell.run(inFormats("understudy mock list --limit 1"));
  expect(limited.stdout).toContain("two");
});

test("colours are for terminals that want them", async () => {
  await signIn();
  const listed = (line: string) => shell.expectOk(line, { env: { TERM: "xterm" } });
  const color = "\u001b[1m";
  expect(await listed(`script -qec "understudy namespace list" /dev/null`)).toContain(color);
  expect(await listed(`NO_COLOR=1 script -qec "understudy namespace list" /dev/null`)).not.toContain("\u001b[");
  expect(await listed("understudy namespace list")).not.toContain("\u001b[");
});

test("who reads may stop reading", async () => {
  await signIn();
  const { code, stderr } = await shell.run("bash -o pipefail -c 'understudy completion zsh | head -1'");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("words complete: commands, flags, values; file names are left to the shell", async () => {
  const complete = async (words: string) =>
    (await shell.expectOk(`understudy complete -- ${words}`)).split("\n").map((line) => line.split("\t")[0]);
  expect(await complete("mo")).toContain("mock");
  expect(await complete("mock ap")).toContain("apply");
  expect(await complete("mock apply --pr")).toContain("--prune");
  expect(await complete("mock list --out")).toContain("--output");
  expect(await complete("deliveries list --state deli")).toContain("delivered");
  // The directive of the protocol: 4 says that no file names shall be completed.
  expect(await complete("mock apply --pr")).toContain(":4");
  expect(await complete("mock apply -f mo")).toContain(":0");
});

test("bash completes by what it is given, without the package bash-completion, and file names by itself", async () => {
  await shell.expectOk("understudy completion bash > completion.bash");
  const inBash = (script: string) => shell.expectOk(`bash --norc -c 'source completion.bash; ${script}'`);
  const complete = (...words: string[]) =>
    inBash(
      `COMP_WORDS=(${words.join(" ")}) COMP_CWORD=${words.length - 1}; __understudy_complete; echo "\${COMPREPLY[@]}"`,
    );
  expect(await complete("understudy", "mock", "ap")).toBe("apply\n");
  expect(await complete("understudy", "mock", "apply", "--pr")).toBe("--prune\n");
  expect(await complete("understudy", "mock", "apply", "-f", "mo")).toBe("\n");
  expect(await inBash("complete -p understudy")).toContain("-o default");
});

test("a token is listed without its value, and refused once it is revoked", async () => {
  await signIn();
  const token = (await shell.expectOk("understudy token create gone")).trim();
  const env = { UNDERSTUDY_TOKEN: token };
  const listed = await shell.expectOk("understudy token list -o json", { env });
  expect(listed).not.toContain(token);
  const gone = (JSON.parse(listed) as { id: string; name: string }[]).find(({ name }) => name === "gone");
  await shell.expectOk(`understudy token revoke ${gone?.id}`, { env });
  expect(await shell.run("understudy mock list", { env })).toMatchObject({ code: 4 });
});

test("login asks for the second factor, if there is one", async () => {
  const session = await createRestClient(product.url).call("POST", "/api/v1/auth/login", {
    body: { login: "admin", password },
  });
  const client = createRestClient(product.url, String(session.body["token"]));
  const { secret } = (await client.call("POST", "/api/v1/me/second-factor")).body;
  const code = new TOTP({ secret: String(secret) }).generate();
  const confirmed = await client.call("POST", "/api/v1/me/second-factor/confirm", { body: { code } });
  const [recoveryCode = ""] = confirmed.body["recovery_codes"] as string[];

  const unasked = await shell.run("understudy login --login admin --password-stdin", { stdin: password });
  expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining("nobody is there to ask: Code") });
  const { child, output, ended } = shell.start(`script -qec "understudy login --login admin" /dev/null`);
  await expect.poll(output).toContain("Password:");
  child.stdin.write(`${password}\n`);
  await expect.poll(output).toContain("Code of your authenticator");
  child.stdin.write(`${recoveryCode}\n`);
  expect(await ended).toMatchObject({ code: 0 });
  expect(output()).not.toContain(recoveryCode);
  await shell.expectOk("understudy mock list");
});
