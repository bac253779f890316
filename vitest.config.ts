import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/** Two projects: `unit` is quick and needs no window; `e2e` drives the packaged application (see test/e2e/harness.ts). */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/bench/**'],
          globalSetup: 'test/support/memory-folder.ts',
          // all of them: by itself vitest leaves one idle, which of two is half of the machine
          maxWorkers: availableParallelism(),
          // a file's modules are read once a worker, not once a file: a quarter of the time. Tests leave nothing behind in them
          isolate: false,
          // V8's register of machine code loses a page where many threads compile WebAssembly (libsodium), and ends the worker
          execArgv: ['--no-memory-protection-keys'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/memory-folder.ts', 'test/e2e/homes.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // what is waited for comes late on a busy machine
          expect: { poll: { timeout: 30_000 } },
          // as above: the driver alone is four megabytes of modules
          isolate: false,
          // a window waits more than it works, so one more than there are cores; each has its display, folders and ports for itself
          maxWorkers: Math.min(availableParallelism() + 1, 6),
          retry: 0,
        },
      },
    ],
  },
});
