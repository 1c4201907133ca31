import { PbfReader } from "pbf";

/** A span as a collector gets it. */
export interface CollectedSpan {
  /** `service.name` of the process. */
  service: string;
  traceId: string;
  spanId: string;
  /** Empty: the trace begins with it. */
  parentId: string;
  name: string;
  kind: "internal" | "server" | "client" | "producer" | "other";
  attributes: Record<string, string | number | boolean>;
  isError: boolean;
  statusMessage: string;
}

const kinds = ["other", "internal", "server", "client", "producer"] as const;
const errorCode = 2;

/** Reads what is sent to `v1/traces`: ExportTraceServiceRequest of OTLP 1, of which the fields that the tests look at. */
export function readSpans(body: Buffer): CollectedSpan[] {
  const spans: CollectedSpan[] = [];
  const pbf = new PbfReader(body);
  eachField(pbf, undefined, (field) => {
    if (field === 1) spans.push(...readResourceSpans(pbf, endOf(pbf)));
  });
  return spans;
}

function readResourceSpans(pbf: PbfReader, end: number): CollectedSpan[] {
  const spans: CollectedSpan[] = [];
  let resource: CollectedSpan["attributes"] = {};
  eachField(pbf, end, (field) => {
    if (field === 1) resource = readAttributesAt(pbf, endOf(pbf), 1);
    if (field !== 2) return;
    eachField(pbf, endOf(pbf), (inScope) => {
      if (inScope === 2) spans.push(readSpan(pbf, endOf(pbf)));
    });
  });
  return spans.map((span) => ({ ...span, service: String(resource["service.name"]) }));
}

function readSpan(pbf: PbfReader, end: number): CollectedSpan {
  const span: CollectedSpan = {
    ...{ service: "", traceId: "", spanId: "", parentId: "", name: "", kind: "other" },
    ...{ attributes: {}, isError: false, statusMessage: "" },
  };
  const readers: Record<number, () => void> = {
    1: () => (span.traceId = readHex(pbf)),
    2: () => (span.spanId = readHex(pbf)),
    4: () => (span.parentId = readHex(pbf)),
    5: () => (span.name = pbf.readString()),
    6: () => (span.kind = kinds[pbf.readVarint()] ?? "other"),
    9: () => Object.assign(span.attributes, readAttribute(pbf, endOf(pbf))),
    15: () => Object.assign(span, readStatus(pbf, endOf(pbf))),
  };
  eachField(pbf, end, (field) => readers[field]?.());
  return span;
}

function readStatus(pbf: PbfReader, end: number): Pick<CollectedSpan, "isError" | "statusMessage"> {
  const status = { isError: false, statusMessage: "" };
  eachField(pbf, end, (field) => {
    if (field === 2) status.statusMessage = pbf.readString();
    if (field === 3) status.isError = pbf.readVarint() === errorCode;
  });
  return status;
}

function readAttributesAt(pbf: PbfReader, end: number, wanted: number): CollectedSpan["attributes"] {
  const attributes: CollectedSpan["attributes"] = {};
  eachField(pbf, end, (field) => {
    if (field === wanted) Object.assign(attributes, readAttribute(pbf, endOf(pbf)));
  });
  return attributes;
}

function readAttribute(pbf: PbfReader, end: number): CollectedSpan["attributes"] {
  let key = "";
  let value: string | number | boolean = "";
  eachField(pbf, end, (field) => {
    if (field === 1) key = pbf.readString();
    if (field === 2) value = readValue(pbf, endOf(pbf));
  });
  return { [key]: value };
}

function readValue(pbf: PbfReader, end: number): string | number | boolean {
  let value: string | number | boolean = "";
  eachField(pbf, end, (field) => {
    if (field === 1) value = pbf.readString();
    if (field === 2) value = pbf.readBoolean();
    if (field === 3) value = pbf.readVarint(true);
    if (field === 4) value = pbf.readDouble();
  });
  return value;
}

/** What is not read is passed over. */
function eachField(pbf: PbfReader, end: number | undefined, read: (field: number) => void): void {
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) read(field);
}

function endOf(pbf: PbfReader): number {
  return pbf.readVarint() + pbf.pos;
}

function readHex(pbf: PbfReader): string {
  return Buffer.from(pbf.readBytes()).toString("hex");
}
