import { createJob } from '../../bridge/jobs.ts';

export const importJob = createJob('import.files');
