import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));

/** What opens a transaction, and so changes something. */
const openers = new Set(["transact", "changeVisibly"]);
/** How functions of the database package begin that change something of a user's. */
const writing =
  /^(write|put|delete|insert|set|create|remove|end|change|ignore|close|reopen|purge|empty|cancel|organise)[A-Z]/;
const recorders = new Set(["recordChanges", "recordJobChanges"]);

/** Functions that change something and tell the audit trail nothing, and why. */
const withoutRecord: Readonly<Record<string, string>> = {
  changeVisibly: "opens the transaction for those that are named here",
  sealAuditTrail: "seals what was told",
  removeOldAuditEntries: "removes what is kept no longer, and says so by a signed checkpoint",
  createBackup: "begins what a worker does, which tells the audit trail when it is done",
  restoreBackup: "begins what a worker does, which tells the audit trail when it is done",
  testEventWebhook: "sends an event, which is a delivery to be seen, and changes nothing",
  demandSecondFactor: "half a sign-in: what comes of it is told when it is complete, or refused",
};

/**
 * Walks the package: each function in which a transaction is opened, and each use case that changes something in any way, tells the audit trail
 * of it, in itself or in a function that it calls. That it does so in the transaction, and once, is what the tests of the use cases show.
 */
describe("every change", () => {
  const configPath = join(folder, "../../../tsconfig.base.json");
  const config = ts.readConfigFile(configPath, (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, folder);
  const program = ts.createProgram([join(folder, "index.ts")], options);
  const checker = program.getTypeChecker();
  const functions = listFunctions();
  const offered = listOffered();
  const changing = functions.filter(
    (declaration) =>
      calls(declaration).some((name) => openers.has(name)) ||
      (isUseCase(declaration) && writes(declaration, new Set())),
  );

  it("is found", () => {
    expect(changing.length).toBeGreaterThan(40);
  });

  it("is told to the audit trail, or is named with its reason", () => {
    const silent = changing.filter((declaration) => !records(declaration, new Set())).map(nameOf);
    expect(silent.sort()).toEqual(Object.keys(withoutRecord).sort());
  });

  function listFunctions(): ts.FunctionDeclaration[] {
    return program
      .getSourceFiles()
      .filter(({ fileName }) => fileName.startsWith(folder))
      .flatMap((file) => file.statements.filter(ts.isFunctionDeclaration));
  }

  function isUseCase(declaration: ts.FunctionDeclaration): boolean {
    return offered.has(declaration);
  }

  function listOffered(): Set<ts.Node | undefined> {
    const index = program.getSourceFile(join(folder, "index.ts"));
    const symbol = index && checker.getSymbolAtLocation(index);
    const exported = symbol === undefined ? [] : checker.getExportsOfModule(symbol);
    return new Set(exported.map((one) => resolve(one).valueDeclaration));
  }

  function resolve(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  /** By itself, or by a function of ours that it calls. */
  function writes(declaration: ts.FunctionDeclaration, seen: Set<ts.Node>): boolean {
    if (seen.has(declaration)) return false;
    seen.add(declaration);
    const isWriting = listCalls(declaration).some((name) => {
      const symbol = checker.getSymbolAtLocation(name);
      const target = symbol && resolve(symbol);
      const file = target?.valueDeclaration?.getSourceFile().fileName ?? "";
      return file.includes("/packages/database/src/") && writing.test(target?.name ?? "");
    });
    return isWriting || called(declaration).some((next) => writes(next, seen));
  }

  function nameOf({ name }: ts.FunctionDeclaration): string {
    return name?.text ?? "";
  }

  function records(declaration: ts.FunctionDeclaration, seen: Set<ts.Node>): boolean {
    if (seen.has(declaration)) return false;
    seen.add(declaration);
    if (calls(declaration).some((name) => recorders.has(name))) return true;
    return called(declaration).some((next) => records(next, seen));
  }

  function calls(declaration: ts.FunctionDeclaration): string[] {
    return listCalls(declaration).map(({ text }) => text);
  }

  function called(declaration: ts.FunctionDeclaration): ts.FunctionDeclaration[] {
    return listCalls(declaration).flatMap((name) => {
      const symbol = checker.getSymbolAtLocation(name);
      if (symbol === undefined) return [];
      const found = resolve(symbol).valueDeclaration;
      if (found === undefined || !ts.isFunctionDeclaration(found)) return [];
      return found.getSourceFile().fileName.startsWith(folder) ? [found] : [];
    });
  }

  function listCalls(declaration: ts.FunctionDeclaration): ts.Identifier[] {
    const found: ts.Identifier[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) found.push(node.expression);
      ts.forEachChild(node, visit);
    };
    visit(declaration);
    return found;
  }
});
