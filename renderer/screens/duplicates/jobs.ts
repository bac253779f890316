import { createJob } from '../../bridge/jobs.ts';

export const searchJob = createJob('duplicate.run');
