/** The session of an analyst: their key opens the de-identified database, and nothing else is open to them. */
import { existsSync } from 'node:fs';
import { raise } from '../../shared/base/result.ts';
import { unseal } from '../../shared/crypto/sodium.ts';
import type { Slot, UserKeys } from './access/keyring.ts';
import { type Analyst, startAnalyst } from './analyst.ts';
import { type About, aboutDeidentified } from './deidentified/make.ts';
import type { ActiveUser } from './records/workspace.ts';
import type { VaultOptions } from './world.ts';

export interface AnalysisSession {
  readonly user: ActiveUser;
  readonly about: About;
  readonly reader: Analyst;
  /** Ends it: the reader's thread and the keys are gone. */
  end(): Promise<void>;
}

/** Opens the analysts' database with an analyst's keys. Raises analysis-missing, database-damaged. */
export function openAnalysis(
  options: VaultOptions,
  file: string,
  { user, analysisKey }: Slot,
  keys: UserKeys,
): AnalysisSession {
  const key = analysisKey && unseal(analysisKey, keys.box);
  const about = key && existsSync(file) ? aboutDeidentified(file, key) : undefined;
  if (!key || !about) {
    wipeKeys(keys);
    raise(
      'analysis-missing',
      'The database for analysts was not made on this workstation yet. It is made when somebody who sees the records logs in here.',
    );
  }
  const reader = startAnalyst(options.workers.reader, { file, key });
  return {
    user: { id: user.id, name: user.name, role: user.role, keys },
    about,
    reader,
    end: async () => {
      wipeKeys(keys);
      key.fill(0);
      await reader.stop();
    },
  };
}

function wipeKeys({ sign, box }: UserKeys): void {
  for (const { secretKey } of [sign, box]) secretKey.fill(0);
}
