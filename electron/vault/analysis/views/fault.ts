/** Faults of a definition while it is compiled: thrown where they are found, given their place where the expression stands. */
import type { ViewFault, ViewFaultCode } from '../../../../shared/views/faults.ts';

/** Longer details than this are cut: they are quoted from the definition. */
const LONGEST_DETAIL = 60;

export class ViewFaultError extends Error {
  readonly fault: ViewFault;
  constructor(fault: ViewFault) {
    super(`${fault.code} at ${fault.place}`);
    this.name = 'ViewFaultError';
    this.fault = fault;
  }
}

/** Throws a fault; `at` gives it its place. */
export function refuse(code: ViewFaultCode, detail?: string): never {
  throw new ViewFaultError({ code, place: '', ...(detail === undefined ? {} : { detail: shortened(detail) }) });
}

/** Runs `work`; a fault in it that has no place yet is at this one. */
export function at<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ViewFaultError) || error.fault.place !== '') throw error;
    throw new ViewFaultError({ ...error.fault, place });
  }
}

function shortened(text: string): string {
  return text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL)}...` : text;
}
