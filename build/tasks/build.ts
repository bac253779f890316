import { bundleAll } from '../bundle/bundle.ts';
import { task } from '../setup/run.ts';

/** `npm run build [-- --release]`: bundles everything into dist/. */
await task(async () => {
  await bundleAll({ release: process.argv.includes('--release') });
  return 0;
});
