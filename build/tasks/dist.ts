import { packageApplication } from '../package/package.ts';
import { task } from '../setup/run.ts';

/** `npm run dist`: the release and its installers for this platform. Refuses the fallback Electron. */
await task(async () => {
  console.log(`Made: ${await packageApplication('release', true)}`);
  return 0;
});
