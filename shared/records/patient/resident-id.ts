/** China's resident identity number, GB 11643-1999: area, birth date, order, and the check character of ISO 7064 MOD 11-2. */

/** OID of the health data elements, WS 363. */
export const RESIDENT_ID_SYSTEM = 'urn:oid:2.16.156.10011.1.3';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character (0-9 or X) behind the first 17 digits. */
export function residentCheck(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return '10X98765432'.charAt(sum % 11);
}
