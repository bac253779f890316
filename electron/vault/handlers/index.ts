/** All handlers, by call. */
import type { CallName } from '../../../shared/bridge/index.ts';
import { analysisHandlers } from './analysis.ts';
import type { Handler } from './contract.ts';
import { exchangeHandlers } from './exchange.ts';
import { recordHandlers } from './records.ts';
import { searchHandlers } from './search.ts';
import { sessionHandlers } from './session.ts';
import { storageHandlers } from './storage.ts';
import { syncHandlers } from './sync.ts';

export const handlers: { readonly [N in CallName]: Handler<N> } = {
  ...sessionHandlers,
  ...recordHandlers,
  ...searchHandlers,
  ...exchangeHandlers,
  ...analysisHandlers,
  ...storageHandlers,
  ...syncHandlers,
};
