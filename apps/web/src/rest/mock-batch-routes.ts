import { createRoute, z } from "@hono/zod-openapi";
import {
  BatchIdsSchema,
  batchItemsMax,
  BatchMoveSchema,
  BatchTagsSchema,
  CopyMocksSchema,
  CopyToNamespaceSchema,
  type MockInput,
  MockInputSchema,
  tooManyItems,
  toProblems,
  validationError,
} from "@understudy/domain";
import {
  copyMocks,
  deleteMocks,
  organiseMocks,
  type Precondition,
  restoreMocks,
  saveMocks,
} from "@understudy/management";
import type { Context } from "hono";
import { getManagement } from "../server/management.ts";
import { ifMatchForm, parseIfMatch } from "./entity-tag.ts";
import { nameLateResolvers } from "./late-resolvers.ts";
import { listWarnings } from "./warnings.ts";
import { findNamedNamespace, namedBy, resolveNamespace } from "./request-namespace.ts";
import type { RestApp, RestEnv } from "./rest-env.ts";
import { errorAnswers, json, NamespaceHeaderSchema, NamespaceQuerySchema, WarningsSchema } from "./schemas.ts";

const named = { headers: NamespaceHeaderSchema, query: NamespaceQuerySchema };

/** What every batch answers; how much was done, all of what was asked for. */
const DoneSchema = z.object({
  ids: z.array(z.string()),
  count: z.number(),
  success: z.literal(true),
  message: z.string(),
});

/** Parsed one by one by the handler, which names the place of each problem. */
const MocksSchema = z
  .array(z.unknown())
  .openapi({ items: { $ref: "#/components/schemas/MockInput" }, maxItems: batchItemsMax });

const IfMatchesSchema = z
  .array(z.string().nullable())
  .optional()
  .describe("For each mock what If-Match says for one: its ETag or *; null: the mock must not be there yet");

const saveRoute = createRoute({
  method: "post",
  path: "/api/v1/mocks/batch",
  operationId: "saveMocks",
  summary: "Save up to 1,000 mocks: all, or none when anything is wrong with one",
  request: {
    ...named,
    body: {
      required: true,
      content: json(
        z.union([MocksSchema, z.looseObject({ mocks: MocksSchema, ifMatch: IfMatchesSchema })], {
          error: "must be a list of mocks, or an object whose key mocks is one",
        }),
      ),
    },
  },
  responses: {
    200: {
      description: "Saved, and visible to calls",
      content: json(DoneSchema.extend({ overwritten: z.array(z.string()), warnings: WarningsSchema })),
    },
    ...errorAnswers,
  },
});

const done = { 200: { description: "Done, all of it", content: json(DoneSchema) }, ...errorAnswers };

const deleteRoute = createRoute({
  method: "delete",
  path: "/api/v1/mocks/batch",
  operationId: "deleteMocks",
  summary: "Delete mocks; they can be restored",
  request: { ...named, body: { required: true, content: json(BatchIdsSchema) } },
  responses: done,
});

const restoreRoute = createRoute({
  method: "post",
  path: "/api/v1/mocks/batch/restore",
  operationId: "restoreMocks",
  summary: "Bring deleted mocks back",
  request: { ...named, body: { required: true, content: json(BatchIdsSchema) } },
  responses: done,
});

const moveRoute = createRoute({
  method: "patch",
  path: "/api/v1/mocks/batch/move",
  operationId: "moveMocks",
  summary: "Move mocks into a folder, or to the root",
  request: { ...named, body: { required: true, content: json(BatchMoveSchema) } },
  responses: done,
});

const tagsRoute = createRoute({
  method: "patch",
  path: "/api/v1/mocks/batch/tags",
  operationId: "tagMocks",
  summary: "Give mocks these tags instead of theirs",
  request: { ...named, body: { required: true, content: json(BatchTagsSchema) } },
  responses: done,
});

const copied = {
  200: { description: "Copied", content: json(DoneSchema.extend({ targetNamespace: z.string() })) },
  ...errorAnswers,
};

const copyToNamespaceRoute = createRoute({
  method: "post",
  path: "/api/v1/mocks/copy-to-namespace",
  operationId: "copyMocksToNamespace",
  summary: "Copy mocks into another namespace under the same ids",
  request: { ...named, body: { required: true, content: json(CopyToNamespaceSchema) } },
  responses: copied,
});

const copyMocksRoute = createRoute({
  method: "post",
  path: "/api/v1/namespaces/copy-mocks",
  operationId: "copyMocks",
  summary: "Copy mocks of a namespace, or all of them, into another one",
  request: { body: { required: true, content: json(CopyMocksSchema) } },
  responses: copied,
});

/** Batches (contract C1.8 to C1.13, C3.3). Their paths win over those of one mock: register them first. */
export function registerMockBatchRoutes(app: RestApp): void {
  registerSaving(app);
  registerChanges(app);
  registerCopying(app);
}

function registerSaving(app: RestApp): void {
  app.openapi(saveRoute, async (context) => {
    const body = context.req.valid("json");
    const [given, base] = Array.isArray(body) ? [body, "$"] : [body.mocks, "$.mocks"];
    const inputs = parseItems(given, base);
    const preconditions = parseIfMatches(Array.isArray(body) ? undefined : body.ifMatch, given.length);
    const items = inputs.map((input, index) => ({
      input,
      namespace: resolveNamespace(context.var.actor, { body: input.namespace, ...namedBy(context) }),
      path: `${base}[${index}]`,
      precondition: preconditions[index],
    }));
    const { ids, replacedIds, notYetVisible, ...saved } = await saveMocks(getManagement(), context.var.actor, items);
    nameLateResolvers(context, notYetVisible);
    const read = items.map(({ input, path }, index) => ({ body: given[index], input, path }));
    const warnings = listWarnings(read, saved.warnings);
    return context.json({ ...toDone(ids, "Mocks saved"), overwritten: replacedIds, warnings }, 200);
  });
}

/** Every problem of every mock, with the place where it stands in the body. */
function parseItems(items: unknown[], base: string): MockInput[] {
  if (items.length > batchItemsMax) throw validationError([{ path: base, message: tooManyItems }]);
  const parsed = z.array(MockInputSchema).safeParse(items);
  if (parsed.success) return parsed.data;
  throw validationError(toProblems(parsed.error).map(({ path, message }) => ({ path: base + path.slice(1), message })));
}

function parseIfMatches(ifMatch: readonly (string | null)[] | undefined, count: number): Precondition[] {
  if (ifMatch === undefined) return [];
  if (ifMatch.length !== count) {
    throw validationError([{ path: "$.ifMatch", message: `must have as many items as mocks: ${count}` }]);
  }
  return ifMatch.map((text, index) => {
    const precondition: Precondition | null = text === null ? { kind: "absent" } : parseIfMatch(text);
    if (precondition !== null) return precondition;
    throw validationError([{ path: `$.ifMatch[${index}]`, message: ifMatchForm }]);
  });
}

function registerChanges(app: RestApp): void {
  app.openapi(deleteRoute, async (context) => {
    const references = toReferences(context, context.req.valid("json").ids);
    const { notYetVisible } = await deleteMocks(getManagement(), context.var.actor, references);
    nameLateResolvers(context, notYetVisible);
    return context.json(toDone(references.ids, "Mocks deleted"), 200);
  });

  app.openapi(restoreRoute, async (context) => {
    const references = toReferences(context, context.req.valid("json").ids);
    const { notYetVisible } = await restoreMocks(getManagement(), context.var.actor, references);
    nameLateResolvers(context, notYetVisible);
    return context.json(toDone(references.ids, "Mocks restored"), 200);
  });

  app.openapi(moveRoute, async (context) => {
    const { ids, folderId } = context.req.valid("json");
    const references = toReferences(context, ids);
    await organiseMocks(getManagement(), context.var.actor, { references, change: { folderId } });
    return context.json(toDone(ids, "Mocks moved"), 200);
  });

  app.openapi(tagsRoute, async (context) => {
    const { ids, tags } = context.req.valid("json");
    const references = toReferences(context, ids);
    await organiseMocks(getManagement(), context.var.actor, { references, change: { tags } });
    return context.json(toDone(ids, "Mocks tagged"), 200);
  });
}

function registerCopying(app: RestApp): void {
  app.openapi(copyToNamespaceRoute, async (context) => {
    const { ids, mockIds, targetNamespace } = context.req.valid("json");
    const source = {
      ...toReferences(context, ids ?? mockIds ?? []),
      path: ids === undefined ? "$.mockIds" : "$.ids",
    };
    const copy = await copyMocks(getManagement(), context.var.actor, { source, targetNamespace });
    nameLateResolvers(context, copy.notYetVisible);
    return context.json({ ...toDone(copy.ids, "Mocks copied"), targetNamespace }, 200);
  });

  app.openapi(copyMocksRoute, async (context) => {
    const { sourceNamespace: namespace, targetNamespace, mockIds: ids } = context.req.valid("json");
    const source = ids === undefined ? { namespace } : { namespace, ids, path: "$.mockIds" };
    const copy = await copyMocks(getManagement(), context.var.actor, { source, targetNamespace });
    nameLateResolvers(context, copy.notYetVisible);
    return context.json({ ...toDone(copy.ids, "Mocks copied"), targetNamespace }, 200);
  });
}

function toReferences(context: Context<RestEnv>, ids: string[]) {
  return { ids, namespace: findNamedNamespace(context.var.actor, namedBy(context)) };
}

function toDone(ids: string[], message: string): z.infer<typeof DoneSchema> {
  return { ids, count: ids.length, success: true, message };
}
