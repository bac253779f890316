/** The packaged window over a clinic of any size: start, search, chart, scrolling, and what its screens ask for. */
import type { Bench } from './contract.ts';

export const windowBench: Bench = {
  about: 'start, search, chart and scrolling in the packaged window; an empty window of the same Electron',
  needsWindow: true,
  run: async (options) => {
    // the packager and the window's driver are heavy, and no other bench wants them
    const { measureWindow } = await import('./window/run.ts');
    return measureWindow(options);
  },
};
