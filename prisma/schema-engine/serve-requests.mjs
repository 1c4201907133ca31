import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createDatabase } from "./database-command.mjs";
import { lastPanic, loadEngine } from "./load-engine.mjs";

/** Answers JSON-RPC requests, one per line on stdin, one answer per line on stdout, until stdin ends. */
export async function serveRequests({ datamodelPaths, databaseUrl }) {
  // Loaded by the first request, so that a database that is away is told as the answer to it.
  let loading;
  const engine = () => (loading ??= loadEngineOverFiles({ datamodelPaths, databaseUrl }));

  let requestId;
  // A panic is thrown past the promise of the call that caused it; unanswered, the CLI would end quietly and with code 0.
  process.on("uncaughtException", (error) => {
    process.stdout.write(renderMessage({ id: requestId, error: describeError(error) }), () => process.exit(1));
  });

  for await (const line of createInterface({ input: process.stdin })) {
    const message = JSON.parse(line);
    // What has no method is the CLI's receipt for something that we sent it.
    if (message.method === undefined) continue;
    requestId = message.id;
    send(await answer({ engine, request: message }));
  }
  // Pooled connections would keep the process alive.
  process.exit(0);
}

async function loadEngineOverFiles({ datamodelPaths, databaseUrl }) {
  const datamodels = await Promise.all(datamodelPaths.map(async (path) => [path, await readFile(path, "utf8")]));
  // The engine panics at an empty list, which is what `migrate diff` brings.
  return loadEngine({ datamodels: datamodels.length === 0 ? undefined : datamodels, databaseUrl });
}

function send(message) {
  process.stdout.write(renderMessage(message));
}

function renderMessage(message) {
  return `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`;
}

async function answer({ engine, request }) {
  try {
    const result = await call({ engine: await engine(), request });
    return { id: request.id, result: result ?? null };
  } catch (error) {
    return { id: request.id, error: describeError(error) };
  }
}

/** The engine's methods bear the names of the requests, with these exceptions. */
async function call({ engine, request: { method, params } }) {
  switch (method) {
    case "getDatabaseVersion":
      return engine.version(params);
    case "createDatabase":
      return createDatabase(params.datasource.url);
    case "diff":
      return printDiff(await engine.diff(params));
    default:
      if (typeof engine[method] !== "function") throw new Error(`the schema engine has no method ${method}`);
      return engine[method](params);
  }
}

/** The CLI expects to be asked to print; it doesn't look at stdout in the result. */
function printDiff({ exitCode, stdout }) {
  if (stdout) send({ id: "print", method: "print", params: { content: stdout } });
  return { exitCode, stdout: null };
}

function describeError(error) {
  const isPanic = error.name === "RuntimeError";
  const message = isPanic ? lastPanic : error.message;
  return {
    code: 4466,
    message,
    data: { is_panic: isPanic, message, meta: error.meta ?? {}, error_code: error.code ?? null },
  };
}
