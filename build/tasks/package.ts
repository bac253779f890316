import { packageApplication } from '../package/package.ts';
import { packagePlace } from '../package/place.ts';
import { task } from '../setup/run.ts';

/** `npm run package`: the application as a folder, for evaluation and tests. */
await task(async () => {
  await packageApplication('evaluation', false);
  console.log(`Packaged for evaluation and tests: ${packagePlace('evaluation').executable}`);
  return 0;
});
