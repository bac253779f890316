import { defineConfig } from 'vitest/config';

/** The tests of shared/merge alone, without those that open databases: each runs hundreds of times. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/unit/merge/**/*.test.ts', 'test/unit/attack/lost-edits.test.ts'],
    exclude: ['test/unit/merge/{vaults,replay,imports}.test.ts'],
    testTimeout: 60_000,
    isolate: false,
  },
});
