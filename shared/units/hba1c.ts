/**
 * Glycated haemoglobin in its two measures: NGSP in % and IFCC in mmol/mol. The master equation: NGSP = 0.09148 x IFCC + 2.152
 * (Hoelzel et al., Clin Chem 2004;50:166; https://ngsp.org/ifcc.asp).
 */

/** Per cent NGSP for one mmol/mol IFCC. */
const NGSP_PER_IFCC = 0.09148;
const NGSP_AT_ZERO = 2.152;

/** % NGSP from mmol/mol IFCC. */
export function ngspOf(ifcc: number): number {
  return NGSP_PER_IFCC * ifcc + NGSP_AT_ZERO;
}

/** % NGSP from % JDS: 1.02 x JDS + 0.25 (Kashiwagi et al., J Diabetes Investig 2012;3:39). */
export function ngspOfJds(jds: number): number {
  return 1.02 * jds + 0.25;
}

/** mmol/mol IFCC from % NGSP. */
export function ifccOf(ngsp: number): number {
  return (ngsp - NGSP_AT_ZERO) / NGSP_PER_IFCC;
}
