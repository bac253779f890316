/** Who is a patient of the clinic on a day, for every measure that counts people. */

/**
 * SQL over `fact_person p`. Here: with a record that is not deleted and in use (Patient.active is not false; as it says now, for no record tells since
 * when), each person who was merged once.
 */
export const HERE = 'p.rid IS NOT NULL AND p.inactive = 0';
/** Lives on a day (one parameter); who died on a day that nobody knows lives on none. */
export const LIVES = '(p.died IS NULL OR p.died > ?)';
/** A patient of the clinic on a day (one parameter). */
export const PATIENT = `${HERE} AND ${LIVES}`;
/** Lives on a day (one parameter), but the record is not in use. */
export const INACTIVE = `p.rid IS NOT NULL AND p.inactive = 1 AND ${LIVES}`;

/** What a definition says of those who are left out for it. */
export const INACTIVE_LEFT_OUT = {
  key: 'inactive',
  title: { 'zh-CN': '患者资料已停用', en: 'Patient record not in use' },
} as const;
