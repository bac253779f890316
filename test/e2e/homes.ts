/**
 * A clinic in either language, made once a run before any window opens. A test that is about something else opens a copy of it (`openClinic`): its
 * keys cost what the product takes at least, and not what it takes of a new clinic.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openVault } from '../../electron/vault/main.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { KDF_FLOOR } from '../../shared/crypto/sodium.ts';
import { CLINIC, PASSPHRASE, WORKSTATION } from './scene.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder in which the homes stand, each named by its language. */
    homes: string;
  }
}

async function make(home: string, locale: Locale): Promise<void> {
  const opened = await openVault({ home, kdfCost: KDF_FLOOR });
  if (!opened.ok) throw new Error(opened.error.code);
  const vault = opened.value;
  const created = await vault.ask('clinic.create', {
    clinicName: CLINIC,
    ownerName: locale === 'en' ? 'Dr Lin' : '林杏',
    passphrase: PASSPHRASE,
    locale,
    timeZone: 'Asia/Shanghai',
    workstation: WORKSTATION,
  });
  if (!created.ok) throw new Error(created.error.code);
  await vault.ask('clinic.kitPutAway', {});
  await vault.close();
}

/** Called by vitest before the first file; what it answers after the last. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-homes-'));
  await Promise.all((['en', 'zh-CN'] as const).map((locale) => make(join(folder, locale), locale)));
  project.provide('homes', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
