import { InvalidArgumentError, Option } from "@commander-js/extra-typings";

/** How values on the command line are read. What can't be read is a usage error that says what would do. */

export function parseWhole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

/** Seconds as the user says them, a part of one too, in milliseconds. */
export function parseSeconds(text: string): number {
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(text)) throw new InvalidArgumentError("It must be seconds, such as 10 or 0.5.");
  return Math.round(Number(text) * 1000);
}

/** JSON, or else the text itself: a body may be either. */
export function parseJsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function parseTime(text: string): string {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isTime) throw new InvalidArgumentError("It must be a time such as 2026-11-23T10:00:00Z.");
  return new Date(text).toISOString();
}

/** For options that may be given several times. */
export function collect(text: string, earlier: readonly string[] = []): string[] {
  return [...earlier, text];
}

/** `Name: value`, as curl takes them; several. */
export function collectHeader(
  text: string,
  earlier: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [, name = "", value = ""] = /^([^:\s]+):\s*(.*)$/s.exec(text) ?? [];
  if (name === "") throw new InvalidArgumentError('It must be "Name: value".');
  return { ...earlier, [name]: value };
}

/** `path=value`: equals; the value is JSON, or else a text. Several. */
export function collectCondition(text: string, earlier: readonly WireCondition[] = []): WireCondition[] {
  const [, path = "", value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (path === "") throw new InvalidArgumentError("It must be path=value, such as '$.amount=2500'.");
  return [...earlier, { path, value: parseJsonOrText(value) }];
}

export interface WireCondition {
  path: string;
  value: unknown;
}

export const yesOption = (): Option<"-y, --yes"> => new Option("-y, --yes", "don't ask");

/** The fields that are there. */
export function given<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]?: Exclude<Fields[Key], undefined>;
  };
}
