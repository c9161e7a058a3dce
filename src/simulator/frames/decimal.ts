/**
 * Decimals as the exchange writes them: with a fixed number of digits, and in scientific notation when they are tiny, as Java's
 * `BigDecimal.toString` does. That is where a frame's `0E-8` and `1.05E-7` come from.
 *
 * Source: docs/protocol.md, "What breaks a careless decoder", 4.
 */

/** Exponents below this one are written as such. */
const LOWEST_PLAIN_EXPONENT = -6;

export function decimal(value: number, places: number): string {
  const plain = value.toFixed(places);
  const digits = plain
    .replace("-", "")
    .replace(".", "")
    .replace(/^0+(?=\d)/, "");
  const exponent = digits.length - 1 - places;
  // Also the "-0.00" that a small negative number becomes: there is no negative zero among decimals.
  const sign = plain.startsWith("-") && digits !== "0" ? "-" : "";
  if (exponent >= LOWEST_PLAIN_EXPONENT) return sign + plain.replace("-", "");
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  return `${sign}${digits.charAt(0)}${fraction}E${exponent}`;
}
