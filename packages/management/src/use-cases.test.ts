import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** What asks the permission table (permissions.ts). */
const questions = new Set([
  "authorise",
  "authoriseInstallation",
  "authoriseOwn",
  "isAllowed",
  "isAllowedInstallation",
  "visibleNamespaces",
]);

/** Use cases that need not ask, and why. Everything else that the package offers and that takes a Management asks. */
const withoutQuestion: Readonly<Record<string, string>> = {
  signOut: "holding the session's key is the right to end it",
  isSignInPending: "holding the sign-in's key is the right to go on with it",
  findLink: "holding the link is the right to read it",
  setPasswordByLink: "holding the link is the right to use it",
  requestPasswordReset: "for whoever can't sign in; what it answers says nothing of anybody",
  signUp: "for strangers, where SIGN_UP is on",
  runOnce: "keeps the answers of whoever it is given; the work that it runs asks",
  findSessionActor: "says who somebody is",
  findBearerActor: "says who somebody is",
  getLocalActor: "says who somebody is",
  countTokenUse: "counts, before anything is asked for",
  ensureFirstAdmin: "called at the start, by nobody",
  measureInstallation: "for /metrics on a port of its own, which names nothing of anybody",
  readConnections: "for /metrics on a port of its own, which names nothing of anybody",
  checkHealth: "open to everybody (contract G9), and names nothing of anybody",
  checkStatus: "open to whoever is signed in, and names nothing of anybody",
  endWaiting: "called at the end, by nobody",
  noteDenial: "tells of somebody who was refused",
  makeBackup: "a job; whoever asked for it was asked then",
  runRestore: "a job; whoever asked for it was asked then",
  removeOldBackups: "a job, which does what a config says",
  closeManagement: "called at the end, by nobody",
};

/**
 * Walks what the package's index offers: from each function that takes a Management along the calls inside of the package, until one asks
 * the permission table. That it asks on every way and for the right action is what the access matrix tries (e2e/access-matrix).
 */
describe("every use case", () => {
  const program = createProgram();
  const checker = program.getTypeChecker();
  const useCases = listUseCases();

  it("is found", () => {
    expect(useCases.size).toBeGreaterThan(50);
    expect([...useCases.keys()]).toEqual(expect.arrayContaining(["saveMock", "redeliver", "changeNamespace"]));
    expect(Object.keys(withoutQuestion).filter((name) => !useCases.has(name))).toEqual([]);
  });

  it("asks the permission table, or is named with its reason", () => {
    const silent = [...useCases].filter(([, declaration]) => !asks(declaration, new Set())).map(([name]) => name);
    expect(silent.sort()).toEqual(Object.keys(withoutQuestion).sort());
  });

  function createProgram(): ts.Program {
    const configPath = join(folder, "../../../tsconfig.base.json");
    const config = ts.readConfigFile(configPath, (path) => ts.sys.readFile(path));
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, folder);
    return ts.createProgram([join(folder, "index.ts")], options);
  }

  function listUseCases(): Map<string, ts.FunctionDeclaration> {
    const index = program.getSourceFile(join(folder, "index.ts"));
    const symbol = index && checker.getSymbolAtLocation(index);
    const found = new Map<string, ts.FunctionDeclaration>();
    for (const exported of symbol === undefined ? [] : checker.getExportsOfModule(symbol)) {
      const declaration = declarationOf(exported);
      if (declaration !== null && takesManagement(declaration)) found.set(exported.name, declaration);
    }
    return found;
  }

  function takesManagement({ parameters }: ts.FunctionDeclaration): boolean {
    return parameters.some(({ type }) => type?.getText() === "Management");
  }

  function declarationOf(symbol: ts.Symbol): ts.FunctionDeclaration | null {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target.valueDeclaration;
    if (declaration === undefined || !ts.isFunctionDeclaration(declaration)) return null;
    return declaration.getSourceFile().fileName.startsWith(folder) ? declaration : null;
  }

  function asks(declaration: ts.FunctionDeclaration, seen: Set<ts.Node>): boolean {
    if (seen.has(declaration)) return false;
    seen.add(declaration);
    const called: ts.FunctionDeclaration[] = [];
    let isAsking = false;
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
        if (questions.has(node.expression.text)) isAsking = true;
        const symbol = checker.getSymbolAtLocation(node.expression);
        const next = symbol && declarationOf(symbol);
        if (next != null) called.push(next);
      }
      ts.forEachChild(node, visit);
    };
    visit(declaration);
    return isAsking || called.some((next) => asks(next, seen));
  }
});
