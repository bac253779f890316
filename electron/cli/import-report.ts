/** How the command line tells what an import did. */
import { ExpectedError, type Result, raise } from '../../shared/base/result.ts';
import type { ImportReport } from '../../shared/bridge/exchange.ts';
import type { Context } from './context.ts';
import { CHINESE_ERRORS } from './errors.ts';

/**
 * Prints the report. Of an import that failed midway prints the counts of what is safely in, then raises its failure.
 * Raises cancelled where it was stopped, and the first problem where nothing came in.
 */
export function tellImport({ world, options, print }: Omit<Context, 'home'>, result: Result<ImportReport>): void {
  if (!result.ok) {
    const { created, updated, unchanged, rejected } = result.error.params ?? {};
    if (created !== undefined) print({ created, updated, unchanged, rejected });
    throw new ExpectedError(result.error);
  }
  const { run, created, updated, unchanged, rejected, faulty, errors, cleaned, cancelled } = result.value;
  const inWords = options.pretty && world.language === 'zh';
  print({
    ...(run === undefined ? {} : { run }),
    created,
    updated,
    unchanged,
    rejected,
    faulty,
    // what cleaning changed on the way in, and what it only tells
    ...(cleaned ? { cleaned } : {}),
    errors: inWords ? errors.map((one) => ({ ...one, message: CHINESE_ERRORS[one.code] })) : errors,
  });
  if (cancelled) raise('cancelled', 'The import was stopped. What is counted is in; "import resume" goes on.');
  const [first] = errors;
  if (first && rejected > 0 && created + updated + unchanged === 0)
    raise(first.code, `Nothing came in. ${first.message}`);
}
