/** A query that is wrong is refused, with the name of the parameter and what would be right; nothing of it is ignored. */
import { raise } from '../../../shared/base/result.ts';

/** Raises invalid-input. The sentence never carries the value that was searched for. */
export function refuse(parameter: string, sentence: string): never {
  return raise('invalid-input', `The search parameter ${parameter.slice(0, 120)}: ${sentence}`);
}
