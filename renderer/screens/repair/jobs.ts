import { createJob } from '../../bridge/jobs.ts';

export const previewJob = createJob('cleaning.preview');
export const applyJob = createJob('cleaning.apply');
export const undoJob = createJob('import.undo');
export const retryJob = createJob('repair.retryAll');
