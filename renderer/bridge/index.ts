export { AskError, ask, askDesktop } from './ask.ts';
export { useVaultEvent } from './events.ts';
export { LiveData } from './live.tsx';
export { type May, useMay } from './may.ts';
export { useOutdated } from './outdated.ts';
export { askPlace } from './place.ts';
export { createQueryClient, useAsk, useAskAhead, useDo } from './queries.ts';
export { useWaiting } from './waiting.ts';
export { pathForFile } from './window.ts';
