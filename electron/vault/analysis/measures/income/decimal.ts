/** Whole ten-thousandths as a decimal: two digits behind the point, more where there are more. */
const DIGITS = 4;

/** "1234.50", "-0.125". */
export function decimalText(tenThousandths: bigint): string {
  const size = tenThousandths < 0n ? -tenThousandths : tenThousandths;
  const text = String(size).padStart(DIGITS + 1, '0');
  const fraction = text.slice(-DIGITS).replace(/0{1,2}$/, '');
  return `${tenThousandths < 0n ? '-' : ''}${text.slice(0, -DIGITS)}.${fraction}`;
}
