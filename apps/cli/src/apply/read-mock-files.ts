import { readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { type MockInput, MockInputSchema, type Problem, toProblems } from "@understudy/domain";
import { parseAllDocuments } from "yaml";
import { exitCode } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { readText } from "../terminal/read-text.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** A mock as a file says it. */
export interface FileMock {
  id: string;
  namespace: string | undefined;
  /** As it stands there: this is what is sent. */
  given: Record<string, unknown>;
  /** As the server reads it: this is what is compared. */
  read: MockInput;
  /** For people: file, and which of its documents. */
  place: string;
}

const extensions = new Set([".json", ".yaml", ".yml"]);

/**
 * The mocks of files and folders; `-` is stdin. A file may have several documents, a document may be a list, or an object whose
 * key `mocks` is one. Fails with every problem of every file, and where it is.
 */
export async function readMockFiles(
  paths: readonly string[],
  { defaultNamespace, terminal }: { defaultNamespace: string; terminal: Pick<Terminal, "stdin"> },
): Promise<FileMock[]> {
  const problems: Problem[] = [];
  const mocks: FileMock[] = [];
  for (const file of paths.flatMap(listFiles)) {
    const values = parseFile(file, await readText(file, terminal), problems);
    mocks.push(...values.flatMap(({ value, place }) => toFileMock(value, place, problems)));
  }
  problems.push(...findRepeated(mocks, defaultNamespace));
  if (problems.length > 0)
    throw new Failure(exitCode.usage, "the files are not valid; nothing was changed", { problems });
  return mocks;
}

function listFiles(path: string): string[] {
  if (path === "-") return [path];
  try {
    if (!statSync(path).isDirectory()) return [path];
    const entries = readdirSync(path, { withFileTypes: true }).sort((left, right) => (left.name < right.name ? -1 : 1));
    return entries.flatMap((entry) => {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) return listFiles(inside);
      return extensions.has(extname(entry.name)) ? [inside] : [];
    });
  } catch (error) {
    throw new Failure(exitCode.usage, `can't read ${path}: ${(error as Error).message}`);
  }
}

/** The values that a file holds; JSON is YAML too, and says where it is broken. */
function parseFile(file: string, text: string, problems: Problem[]): { value: unknown; place: string }[] {
  const name = file === "-" ? "stdin" : file;
  const documents = parseAllDocuments(text);
  if ("empty" in documents) return [];
  return documents.flatMap((document, index) => {
    const place = documents.length === 1 ? name : `${name} (document ${index + 1})`;
    problems.push(
      ...document.errors.map(({ message }) => ({
        path: place,
        message: (message.split("\n")[0] ?? message).replace(/:$/, ""),
      })),
    );
    if (document.errors.length > 0) return [];
    return listValues(document.toJS() as unknown, place);
  });
}

function listValues(value: unknown, place: string): { value: unknown; place: string }[] {
  if (value === null) return [];
  if (Array.isArray(value))
    return value.map((item: unknown, index) => ({ value: item, place: `${place}, $[${index}]` }));
  if (typeof value === "object" && "mocks" in value && Array.isArray(value.mocks)) {
    return value.mocks.map((item: unknown, index) => ({ value: item, place: `${place}, $.mocks[${index}]` }));
  }
  return [{ value, place }];
}

function toFileMock(value: unknown, place: string, problems: Problem[]): FileMock[] {
  const parsed = MockInputSchema.safeParse(value);
  if (!parsed.success) {
    problems.push(...toProblems(parsed.error).map(({ path, message }) => ({ path: `${place}: ${path}`, message })));
    return [];
  }
  const { id, namespace } = parsed.data;
  if (id === undefined) {
    problems.push({ path: `${place}: $.id`, message: "is required: without it each apply would make another mock" });
    return [];
  }
  return [{ id, namespace, given: value as Record<string, unknown>, read: parsed.data, place }];
}

/** Which of two is meant can't be known. */
function findRepeated(mocks: readonly FileMock[], defaultNamespace: string): Problem[] {
  const first = new Map<string, string>();
  return mocks.flatMap(({ id, namespace = defaultNamespace, place }) => {
    const key = JSON.stringify([namespace, id]);
    const earlier = first.get(key);
    first.set(key, earlier ?? place);
    return earlier === undefined ? [] : [{ path: place, message: `${JSON.stringify(id)} is in ${earlier} already` }];
  });
}
