import { createJob } from '../../bridge/jobs.ts';

export const tableJob = createJob('import.files');
