const DIGITS = 12;

/** A clinic's number as people compare it: the first 48 bits, in groups of four. The shares begin with the same. */
export function shortClinicId(clinicId: string): string {
  const groups = clinicId.replace(/-/g, '').slice(0, DIGITS).toUpperCase().match(/.{4}/g);
  return (groups ?? []).join('-');
}
