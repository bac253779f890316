import { runChecks } from '../checks/checks.ts';
import { task } from '../setup/run.ts';

/** `npm run lint`: format, types and arrows. */
await task(runChecks);
