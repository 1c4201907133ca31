import { createRoute, z } from "@hono/zod-openapi";
import { type Member, NewMemberSchema, RoleChangeSchema } from "@understudy/domain";
import { addMember, changeMemberRole, listMembers, membersMax, removeMember } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { momentCursor } from "./list-cursor.ts";
import { listSchema, shapeList } from "./list-shape.ts";
import { toSeconds } from "./mock-shape.ts";
import { cursorOf, linkNextPage, nextCursorKey, nextPageHeaders, toListPage } from "./next-page.ts";
import type { RestApp } from "./rest-env.ts";
import { countWithDefault, errorAnswers, json } from "./schemas.ts";
import { NamespaceParamSchema, type ScopedPath, scopedPaths } from "./scoped-paths.ts";

const WireMemberSchema = z.object({
  userId: z.string(),
  username: z.string(),
  email: z.string().nullable(),
  role: z.enum(["owner", "editor", "viewer"]),
  addedAt: z.int().describe("Unix seconds"),
});

const PageSchema = z.object({
  offset: countWithDefault(0, 1_000_000_000),
  limit: countWithDefault(membersMax, membersMax),
  cursor: cursorOf(momentCursor.schema),
});
const MemberParamSchema = NamespaceParamSchema.extend({ userId: z.uuid("must be the id of a user") });

/** Members and their roles (contract C4.1 to C4.4, C10). */
export function registerMemberRoutes(app: RestApp): void {
  for (const path of scopedPaths) {
    registerList(app, path);
    registerAdd(app, path);
    registerRole(app, path);
    registerRemove(app, path);
  }
}

function registerList(app: RestApp, { scope, base, whose, by }: ScopedPath): void {
  const list = z.object({
    users: z.array(WireMemberSchema),
    items: z.array(WireMemberSchema),
    total: z.number(),
    offset: z.number(),
    limit: z.number(),
    ...nextCursorKey,
  });
  const route = createRoute({
    method: "get",
    path: `${base}/users`,
    operationId: `listMembers${by}`,
    summary: `The members of a namespace, in the order in which they came${whose}`,
    request: { params: NamespaceParamSchema, query: PageSchema },
    responses: {
      200: {
        description: "A page of them",
        content: json(listSchema(list, WireMemberSchema)),
        headers: nextPageHeaders,
      },
      ...errorAnswers,
    },
  });
  app.openapi(route, async (context) => {
    const { ns: namespace } = context.req.valid("param");
    const wanted = context.req.valid("query");
    const query = { namespace, scope, ...toListPage(wanted) };
    const { members, total, next } = await listMembers(getManagement(), context.var.actor, query);
    const items = members.map(toWireMember);
    const nextCursor = momentCursor.render(next);
    linkNextPage(context, nextCursor);
    const object = { users: items, items, total, offset: wanted.offset, limit: wanted.limit, nextCursor };
    return context.json(shapeList(context, "namespaceUsers", { object, array: items }), 200);
  });
}

function registerAdd(app: RestApp, { scope, base, whose, by }: ScopedPath): void {
  const route = createRoute({
    method: "post",
    path: `${base}/users`,
    operationId: `addMember${by}`,
    summary: `Make a user a member, by id or name${whose}`,
    request: { params: NamespaceParamSchema, body: { required: true, content: json(NewMemberSchema) } },
    responses: { 200: { description: "The member", content: json(changedMember) }, ...errorAnswers },
  });
  app.openapi(route, async (context) => {
    const request = { namespace: context.req.valid("param").ns, scope, member: context.req.valid("json") };
    const member = await addMember(getManagement(), context.var.actor, request);
    return context.json({ ...toWireMember(member), success: true as const }, 200);
  });
}

function registerRole(app: RestApp, { scope, base, whose, by }: ScopedPath): void {
  const route = createRoute({
    method: "put",
    path: `${base}/users/{userId}/role`,
    operationId: `changeMemberRole${by}`,
    summary: `Give a member another role; the last owner stays one${whose}`,
    request: { params: MemberParamSchema, body: { required: true, content: json(RoleChangeSchema) } },
    responses: { 200: { description: "The member", content: json(changedMember) }, ...errorAnswers },
  });
  app.openapi(route, async (context) => {
    const { ns: namespace, userId } = context.req.valid("param");
    const request = { namespace, scope, userId, role: context.req.valid("json").role };
    const member = await changeMemberRole(getManagement(), context.var.actor, request);
    return context.json({ ...toWireMember(member), success: true as const }, 200);
  });
}

function registerRemove(app: RestApp, { scope, base, whose, by }: ScopedPath): void {
  const route = createRoute({
    method: "delete",
    path: `${base}/users/{userId}`,
    operationId: `removeMember${by}`,
    summary: `Take a member's role away; the last owner stays${whose}`,
    request: { params: MemberParamSchema },
    responses: {
      200: {
        description: "Is no member any more",
        content: json(z.object({ userId: z.string(), success: z.literal(true) })),
      },
      ...errorAnswers,
    },
  });
  app.openapi(route, async (context) => {
    const { ns: namespace, userId } = context.req.valid("param");
    await removeMember(getManagement(), context.var.actor, { namespace, scope, userId });
    return context.json({ userId, success: true as const }, 200);
  });
}

const changedMember = WireMemberSchema.extend({ success: z.literal(true) });

function toWireMember({ userId, login, email, role, addedAt }: Member): z.infer<typeof WireMemberSchema> {
  return { userId, username: login, email, role, addedAt: toSeconds(addedAt) };
}
