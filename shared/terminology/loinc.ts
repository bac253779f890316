/** Codes of LOINC by their form. */

/**
 * Whether a text is formed as a LOINC code: up to seven digits, a hyphen, and the check digit (Mod 10, the Luhn way):
 * https://loinc.org/faq/structure-of-loinc-codes-and-names
 */
export function isLoincCode(text: string): boolean {
  const [, digits, check] = /^(\d{1,7})-(\d)$/.exec(text) ?? [];
  if (digits === undefined) return false;
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10 === Number(check);
}
