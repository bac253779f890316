import { createJob } from '../../bridge/jobs.ts';

export const backupJob = createJob('backup.create');
