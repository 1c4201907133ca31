import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { createRoute, z } from "@hono/zod-openapi";
import type { Backup } from "@understudy/domain";
import { downloadBackup, uploadBackup } from "@understudy/management";
import { getManagement } from "../server/management.ts";
import { toWireBackup, WireBackupSchema } from "./backup-shape.ts";
import type { RestApp } from "./rest-env.ts";
import { errorAnswers, json } from "./schemas.ts";

/** What is sent there is a stream of any length, within a limit of its own. */
export const uploadPath = "/api/v1/admin/backups/upload";

const downloadRoute = createRoute({
  method: "get",
  path: "/api/v1/admin/backups/download",
  operationId: "downloadBackup",
  summary: "The file of a completed backup",
  request: { query: z.object({ id: z.string("is required: the id of a backup") }) },
  responses: {
    200: {
      description: "Its bytes",
      content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
    },
    ...errorAnswers,
  },
});

const uploadRoute = createRoute({
  method: "post",
  path: uploadPath,
  operationId: "uploadBackup",
  summary: "Take the file of a backup of another installation; it is refused when it is damaged",
  description: "The body is the file itself.",
  responses: { 200: { description: "It can be restored now", content: json(WireBackupSchema) }, ...errorAnswers },
});

/** Files of backups, which come and go as streams (contract C10). */
export function registerBackupFileRoutes(app: RestApp): void {
  app.openapi(downloadRoute, async (context) => {
    const { id } = context.req.valid("query");
    return answerWithFile(await downloadBackup(getManagement(), context.var.actor, id));
  });

  app.openapi(uploadRoute, async (context) => {
    const { body } = context.req.raw;
    // The types of the browser's streams and of Node's are told apart, the streams are the same.
    const source = body === null ? Readable.from([]) : Readable.fromWeb(body as NodeReadableStream<Uint8Array>);
    return context.json(toWireBackup(await uploadBackup(getManagement(), context.var.actor, source)), 200);
  });
}

/** Hands a file out so that no browser shows it, and nobody on the way keeps or changes it. */
export function answerWithFile({ backup, file }: { backup: Backup; file: Readable }): Response {
  const day = backup.createdAt.toISOString().slice(0, 10);
  const name = `understudy-${day}-${backup.id}.understudy-backup`;
  return new Response(Readable.toWeb(file) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="${name}"`,
      ...(backup.size !== null && { "content-length": String(backup.size) }),
      "cache-control": "no-store, no-transform",
    },
  });
}
