/**
 * Arithmetic as people write it: 0.1 + 0.2 is 0.3. The result has no more decimals than it can have, which takes the noise of
 * binary fractions away; whole numbers are exact to 2^53.
 */
export function add(left: number, right: number): number {
  return roundTo(left + right, Math.max(countDecimals(left), countDecimals(right)));
}

export function subtract(left: number, right: number): number {
  return add(left, -right);
}

export function multiply(left: number, right: number): number {
  return roundTo(left * right, countDecimals(left) + countDecimals(right));
}

/** Most decimals that `toFixed` knows; a number that has more is left as it is. */
const decimalsMax = 100;

/** JSON has no negative zero. */
function roundTo(value: number, decimals: number): number {
  if (decimals === 0 || decimals > decimalsMax) return value + 0;
  return Number(value.toFixed(decimals)) + 0;
}

function countDecimals(value: number): number {
  if (Number.isInteger(value)) return 0;
  const [digits = "", exponent = "0"] = String(value).split("e");
  const decimals = digits.split(".")[1]?.length ?? 0;
  return Math.max(0, decimals - Number(exponent));
}
