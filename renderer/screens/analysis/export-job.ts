import { createJob } from '../../bridge/jobs.ts';

/** Figures, or the records behind one, on their way into a file: it goes on while somebody looks at another page. */
export const exportJob = createJob('measures.export');
