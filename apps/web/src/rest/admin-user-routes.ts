import { createRoute, z } from "@hono/zod-openapi";
import { findUnknownKeys, NewUserSchema, PasswordOfUserSchema, type User, UserChangeSchema } from "@understudy/domain";
import {
  changeUser,
  createUser,
  deleteUser,
  disableUser,
  enableUser,
  listUsers,
  setUserPassword,
} from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { nameCursor } from "./list-cursor.ts";
import { toSeconds } from "./mock-shape.ts";
import { cursorOf, linkNextPage, nextPageHeaders, toListPage } from "./next-page.ts";
import type { RestApp } from "./rest-env.ts";
import { countWithDefault, errorAnswers, json, WarningsSchema } from "./schemas.ts";
import { takeWarnings } from "./warnings.ts";

/** A user as the contract's admin clients read them (C10). */
export const WireUserSchema = z.object({
  id: z.string(),
  username: z.string(),
  email: z.string().describe("Empty: none"),
  role: z.string(),
  enabled: z.boolean(),
  createdAt: z.int().describe("Unix seconds"),
  hasPassword: z.boolean().describe("False: invited, and the password is not chosen yet; or they sign in elsewhere"),
  requiresPasswordChange: z.boolean(),
});

const SavedUserSchema = WireUserSchema.extend({ warnings: WarningsSchema });
const savedAnswers = { 200: { description: "The user", content: json(SavedUserSchema) }, ...errorAnswers };
const doneAnswers = {
  200: { description: "Done", content: json(z.object({ success: z.literal(true), warnings: WarningsSchema })) },
  ...errorAnswers,
};

const listRoute = createRoute({
  method: "get",
  path: "/api/v1/admin/users",
  operationId: "listUsers",
  summary: "List users",
  request: {
    query: z.object({
      search: z.string().max(200).optional().describe("A part of the name or the e-mail address"),
      offset: countWithDefault(0, 1_000_000_000),
      limit: countWithDefault(1_000, 1_000),
      cursor: cursorOf(nameCursor.schema),
    }),
  },
  responses: {
    200: {
      description: "By name; X-Total-Count says how many there are",
      content: json(z.array(WireUserSchema)),
      headers: nextPageHeaders.extend({ "x-total-count": z.string() }),
    },
    ...errorAnswers,
  },
});

const createUserRoute = createRoute({
  method: "post",
  path: "/api/v1/admin/users",
  operationId: "createUser",
  summary: "Make a user with a password, which they must change at their first sign-in unless told otherwise",
  request: { body: { required: true, content: json(NewUserSchema) } },
  responses: savedAnswers,
});

const userParams = z.object({ id: z.string() });
const userPath = { path: "/api/v1/admin/users/{id}", request: { params: userParams } };

const changeRoute = createRoute({
  ...userPath,
  method: "put",
  operationId: "changeUser",
  summary: "Change what is given of a user",
  request: { ...userPath.request, body: { required: true, content: json(UserChangeSchema) } },
  responses: savedAnswers,
});

const deleteRoute = createRoute({
  ...userPath,
  method: "delete",
  operationId: "deleteUser",
  summary: "Delete a user; their sessions and tokens end at once",
  responses: doneAnswers,
});

const passwordRoute = createRoute({
  method: "post",
  path: "/api/v1/admin/users/{id}/password",
  operationId: "setUserPassword",
  summary: "Set somebody's password; their sessions end",
  request: { params: userParams, body: { required: true, content: json(PasswordOfUserSchema) } },
  responses: doneAnswers,
});

const disableRoute = createRoute({
  method: "post",
  path: "/api/v1/admin/users/{id}/disable",
  operationId: "disableUser",
  summary: "Keep a user out; their sessions and tokens end at once",
  request: { params: userParams },
  responses: savedAnswers,
});

const enableRoute = createRoute({
  method: "post",
  path: "/api/v1/admin/users/{id}/enable",
  operationId: "enableUser",
  summary: "Let a user in again",
  request: { params: userParams },
  responses: savedAnswers,
});

/** Users of the installation (contract C10). */
export function registerAdminUserRoutes(app: RestApp): void {
  registerReadAndWrite(app);

  app.openapi(passwordRoute, async (context) => {
    const { password, requiresPasswordChange } = context.req.valid("json");
    const input = { id: context.req.valid("param").id, password, mustChangePassword: requiresPasswordChange };
    await setUserPassword(getManagement(), context.var.actor, input);
    const warnings = takeWarnings(findUnknownKeys(PasswordOfUserSchema, await context.req.json()));
    return context.json({ success: true as const, warnings }, 200);
  });

  app.openapi(disableRoute, async (context) => {
    const user = await disableUser(getManagement(), context.var.actor, context.req.valid("param").id);
    return context.json({ ...toWireUser(user), warnings: [] }, 200);
  });

  app.openapi(enableRoute, async (context) => {
    const user = await enableUser(getManagement(), context.var.actor, context.req.valid("param").id);
    return context.json({ ...toWireUser(user), warnings: [] }, 200);
  });
}

function registerReadAndWrite(app: RestApp): void {
  app.openapi(listRoute, async (context) => {
    const { search, ...wanted } = context.req.valid("query");
    const query = { search, ...toListPage(wanted) };
    const { users, total, next } = await listUsers(getManagement(), context.var.actor, query);
    linkNextPage(context, nameCursor.render(next));
    return context.json(users.map(toWireUser), 200, { "x-total-count": String(total) });
  });

  app.openapi(createUserRoute, async (context) => {
    const user = await createUser(getManagement(), context.var.actor, context.req.valid("json"));
    const warnings = takeWarnings(findUnknownKeys(NewUserSchema, await context.req.json()));
    return context.json({ ...toWireUser(user), warnings }, 200);
  });

  app.openapi(changeRoute, async (context) => {
    const request = { id: context.req.valid("param").id, change: context.req.valid("json") };
    const user = await changeUser(getManagement(), context.var.actor, request);
    const warnings = takeWarnings(findUnknownKeys(UserChangeSchema, await context.req.json()));
    return context.json({ ...toWireUser(user), warnings }, 200);
  });

  app.openapi(deleteRoute, async (context) => {
    await deleteUser(getManagement(), context.var.actor, context.req.valid("param").id);
    return context.json({ success: true as const, warnings: [] }, 200);
  });
}

export function toWireUser(user: User): z.infer<typeof WireUserSchema> {
  return {
    id: user.id,
    username: user.login,
    email: user.email ?? "",
    role: user.systemRole,
    enabled: user.enabled,
    createdAt: toSeconds(user.createdAt),
    hasPassword: user.hasPassword,
    requiresPasswordChange: user.mustChangePassword,
  };
}
