/**
 * A number from 0 to below 1 that depends on the text alone, and in which nothing of the text shows: the hash cyrb53, which is in the
 * public domain. Not for secrets.
 */
export function drawFrom(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  const mixedHigh = mix(high, low);
  const mixedLow = mix(low, mixedHigh);
  // 53 bits, all that a number holds.
  return ((mixedLow & 0x1fffff) * 2 ** 32 + (mixedHigh >>> 0)) / 2 ** 53;
}

function mix(one: number, other: number): number {
  return Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
}
