import { stringify } from "csv-stringify/sync";
import type { AuditEntry } from "@understudy/domain";
import { toWireAuditEntry } from "./audit-shape.ts";

export const exportFormats = ["ndjson", "csv"] as const;
export type ExportFormat = (typeof exportFormats)[number];

const contentTypes: Record<ExportFormat, string> = {
  ndjson: "application/x-ndjson; charset=utf-8",
  csv: "text/csv; charset=utf-8",
};

/** Sends a part of the audit trail after the other, as a file. */
export function answerExport(
  parts: AsyncIterable<AuditEntry[]>,
  { format, name }: { format: ExportFormat; name: string },
): Response {
  const headers = {
    "content-type": contentTypes[format],
    "content-disposition": `attachment; filename="${name}.${format}"`,
    "cache-control": "no-store",
  };
  const texts = encode(parts, format);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await texts.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
  return new Response(body, { headers });
}

async function* encode(parts: AsyncIterable<AuditEntry[]>, format: ExportFormat): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  if (format === "csv") yield encoder.encode(toCsv([columns]));
  for await (const entries of parts) {
    yield encoder.encode(format === "csv" ? toCsv(entries.map(toRow)) : entries.map(toLine).join(""));
  }
}

function toLine(entry: AuditEntry): string {
  return `${JSON.stringify(toWireAuditEntry(entry))}\n`;
}

const columns = [
  ...["number", "at", "namespace", "operation", "outcome", "reason", "times"],
  ...["actor_kind", "actor", "user_id", "token_id", "session_id", "address"],
  ...["resource_type", "resource_id", "resource_name", "before", "after", "id"],
];

function toRow(entry: AuditEntry): string[] {
  const { author, resource, number, before, after } = entry;
  const { at, namespace, operation, outcome, reason, times } = toWireAuditEntry(entry);
  return [
    ...[String(number ?? ""), at, namespace ?? "", operation, outcome, reason ?? "", String(times)],
    ...[author.kind, author.name, author.userId ?? "", author.tokenId ?? ""],
    ...[author.sessionId ?? "", author.address ?? ""],
    ...[resource.type, resource.id, resource.name ?? "", before ?? "", after ?? "", entry.id],
  ];
}

/** A spreadsheet takes a cell that begins with `=` and the like for a formula; other people chose what is in these. */
function toCsv(rows: string[][]): string {
  return stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
}
