/** What a clinic uses, for the clinic and for the operator. */
import { type Prices, USAGE_MONTHS, type Usage } from '../../shared/protocol/usage.ts';
import type { CloudStore } from '../storage/contract.ts';
import { type Answer, answer } from './answer.ts';
import type { ServiceContext } from './context.ts';
import { MEMBERS_AND_ROOT, type Membership } from './membership.ts';
import type { Bearer } from './tokens.ts';

export interface UsageService {
  read(bearer: Bearer): Promise<Answer<Usage>>;
}

/** Usage over a store. */
export function createUsage(
  { store, clock, traffic, quota, prices }: ServiceContext,
  membership: Membership,
): UsageService {
  return {
    async read(bearer) {
      const found = await membership.member(bearer.clinicId, bearer.deviceId, MEMBERS_AND_ROOT);
      if (!found.ok) return found;
      await traffic.flush();
      const usage = await usageOf(store, bearer.clinicId, { now: clock.now(), quota, prices });
      if (!usage) throw new Error('a clinic that has members is not there');
      return answer(usage);
    },
  };
}

/** The usage of a clinic as far as it is written; null if there is no such clinic. */
export async function usageOf(
  store: CloudStore,
  clinicId: Uint8Array,
  terms: { readonly now: number; readonly quota: number; readonly prices: Prices | null },
): Promise<Usage | null> {
  const state = await store.clinic(clinicId);
  if (!state) return null;
  const { bytes, head, since, quota } = state;
  const months = [...(await store.traffic(clinicId, USAGE_MONTHS))];
  return { bytes, envelopes: head, quota: quota ?? terms.quota, since, now: terms.now, months, prices: terms.prices };
}
