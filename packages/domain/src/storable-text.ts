/** Text from outside, as PostgreSQL takes it: without NUL and lone surrogates. */
export function toStorableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}
