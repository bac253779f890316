/** Measured to three decimals is measured; more digits are a computer's, and hide the value. */
const LONG = /-?\d+\.\d{4,}/g;

/** Decimals of four and more places rounded to what one can read (three significant figures, at most three places). Shorter ones stay as written. */
export function readableDecimals(text: string): string {
  return text.replace(LONG, (long) => {
    const value = Number(long);
    if (!Number.isFinite(value)) return long;
    const size = Math.abs(value);
    return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
  });
}
