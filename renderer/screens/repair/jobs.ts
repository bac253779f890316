import { createJob } from '../../bridge/jobs.ts';

export const retryJob = createJob('repair.retryAll');
