/** What the user is told of an attack, and what the envelopes of a page are, for whoever changes them. */
import { expect } from 'vitest';
import en from '../../../../renderer/locales/en.json' with { type: 'json' };
import zh from '../../../../renderer/locales/zh-CN.json' with { type: 'json' };
import { extendLogHash } from '../../../../shared/envelope/layout.ts';
import type { SyncResponse } from '../../../../shared/protocol/messages.ts';
import type { TestVault } from '../../../support/vaults.ts';
import { hashOf } from '../clinic.ts';
import { alarmsOf } from './stage.ts';

/** Expects this alarm, and that both languages say what happened and what to do. */
export async function expectTold(vault: TestVault, code: keyof typeof en.alarms): Promise<void> {
  expect(await alarmsOf(vault)).toContain(code);
  for (const words of [en, zh]) {
    expect(words.alarms[code].length).toBeGreaterThan(10);
    expect(words.alarmDo[code].length).toBeGreaterThan(10);
  }
  expect(zh.alarms[code]).toMatch(/[一-龥]/);
  expect(zh.alarmDo[code]).toMatch(/[一-龥]/);
}

/** An answer with other envelopes behind a log of this hash, as consistent as an endpoint can make it. */
export function forge(response: SyncResponse, before: Uint8Array, envelopes: readonly Uint8Array[]): SyncResponse {
  const cursor = response.nextCursor - response.envelopes.length;
  return {
    ...response,
    envelopes: [...envelopes],
    nextCursor: cursor + envelopes.length,
    head: cursor + envelopes.length,
    logHash: envelopes.reduce((log, bytes) => extendLogHash(log, hashOf(bytes)), before),
    more: false,
  };
}

/** The envelopes of an answer, whole. */
export function wholeOf(response: SyncResponse): Uint8Array[] {
  return response.envelopes.flatMap((item) => (typeof item === 'number' ? [] : [item]));
}
