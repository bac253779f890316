/**
 * Clinics in either language, made once a run before any window opens: one with nobody in it, and one of generated patients. A test that is about
 * something else opens a copy of either (steps/clinic.ts): its keys cost what the product takes at least, and not what it takes of a new clinic.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openVault, type Vault } from '../../electron/vault/main.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/bridge/index.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { KDF_FLOOR } from '../../shared/crypto/sodium.ts';
import { CLINIC, PASSPHRASE, SAMPLE_PATIENTS, WORKSTATION } from './scene.ts';

/** Where the homes stand, and what opens those of generated patients. */
interface Homes {
  readonly empty: Readonly<Record<Locale, string>>;
  readonly sample: Readonly<Record<Locale, { readonly home: string; readonly passphrase: string }>>;
}

declare module 'vitest' {
  interface ProvidedContext {
    homes: Homes;
  }
}

type Asks = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

async function within<T>(home: string, make: (asks: Asks) => Promise<T>): Promise<T> {
  const opened = await openVault({ home, kdfCost: KDF_FLOOR });
  if (!opened.ok) throw new Error(opened.error.code);
  const vault: Vault = opened.value;
  const made = await make(async (name, input) => {
    const answer = await vault.ask(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
    return answer.value;
  });
  await vault.close();
  return made;
}

async function makeEmpty(home: string, locale: Locale): Promise<string> {
  await within(home, async (asks) => {
    await asks('clinic.create', {
      clinicName: CLINIC,
      ownerName: locale === 'en' ? 'Dr Lin' : '林杏',
      passphrase: PASSPHRASE,
      locale,
      timeZone: 'Asia/Shanghai',
      workstation: WORKSTATION,
    });
    await asks('clinic.kitPutAway', {});
  });
  return home;
}

async function makeSample(home: string, locale: Locale) {
  const { passphrase } = await within(home, (asks) => asks('sample.create', { locale, patients: SAMPLE_PATIENTS }));
  return { home, passphrase };
}

/** Called by vitest before the first file; what it answers after the last. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-homes-'));
  const [en, zh, sampleEn, sampleZh] = await Promise.all([
    makeEmpty(join(folder, 'en'), 'en'),
    makeEmpty(join(folder, 'zh-CN'), 'zh-CN'),
    makeSample(join(folder, 'sample-en'), 'en'),
    makeSample(join(folder, 'sample-zh-CN'), 'zh-CN'),
  ]);
  project.provide('homes', { empty: { en, 'zh-CN': zh }, sample: { en: sampleEn, 'zh-CN': sampleZh } });
  return () => rmSync(folder, { recursive: true, force: true });
}
