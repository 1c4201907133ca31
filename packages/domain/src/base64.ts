/** Whether a text is base64: standard or URL alphabet, padding and white space optional. */
export function isBase64(text: string): boolean {
  const compact = text.replace(/\s+/g, "");
  return /^[\w+/-]*={0,2}$/.test(compact) && compact.replace(/=+$/, "").length % 4 !== 1;
}
