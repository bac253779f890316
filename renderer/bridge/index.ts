export { AskError, ask, askDesktop, askOrThrow, failureOf } from './ask.ts';
export { onVaultEvent, useVaultEvent } from './events.ts';
export { LiveData } from './live.tsx';
export { createQueryClient, useAsk, useDo } from './queries.ts';
export { bridge, pathForFile } from './window.ts';
