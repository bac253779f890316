import { toHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { kitCalls, RecoverySecret } from '../../../shared/bridge/kit.ts';
import { wipe } from '../../../shared/crypto/sodium.ts';
import { checkpointNow, compareCheckpoint } from '../access/checkpoint.ts';
import {
  keepProof,
  keepSplit,
  lastProof,
  lastSplit,
  pendingEntropy,
  pendingPhrase,
  putKitAway,
} from '../access/kit.ts';
import { proveKit } from '../access/prove.ts';
import { refuseOtherClinic, rootOf, wipeRoot } from '../access/recovery.ts';
import { passphraseStrength, STRENGTH_FLOOR } from '../access/strength.ts';
import { openClinicOf } from '../core.ts';
import { shareWords, splitEntropy } from '../crypto/shares.ts';
import { moveAuthorityTo } from '../move-authority.ts';
import { recoverClinic } from '../recover-clinic.ts';
import { recoverHome } from '../recover-home.ts';
import type { HandlersOf } from './contract.ts';

export const kitHandlers: HandlersOf<typeof kitCalls> = {
  'clinic.kit': (core) => {
    const { workspace } = openClinicOf(core);
    const recoveryPhrase = pendingPhrase(workspace.store, workspace.members().profile.locale);
    return recoveryPhrase === undefined ? {} : { recoveryPhrase };
  },

  'clinic.kitPutAway': (core) => {
    openClinicOf(core).workspace.store.transaction(putKitAway);
    core.tellState();
    return {};
  },

  'kit.status': (core) => {
    const { store } = openClinicOf(core).workspace;
    const proved = lastProof(store);
    const split = lastSplit(store);
    return {
      ...(proved === undefined ? {} : { provedAt: iso(proved) }),
      ...(split ? { split: { ...split, at: iso(split.at) } } : {}),
    };
  },

  'kit.prove': async (core, secret) => {
    const clinic = openClinicOf(core);
    const root = await rootOf(secret);
    try {
      const { store, members } = clinic.workspace;
      const recovery = core.keyring?.recovery;
      const proof = proveKit(
        { reader: store, members: members(), recovery, isDatabaseKey: clinic.isDatabaseKey },
        root,
      );
      const at = core.options.clock.now();
      store.transaction((writer) => keepProof(writer, at));
      return { at: iso(at), ...(secret.shares ? { shares: secret.shares.length } : {}), ...proof };
    } finally {
      wipeRoot(root);
    }
  },

  'kit.split': async (core, { secret, threshold, holders }) => {
    const { workspace } = openClinicOf(core);
    const { roster, profile } = workspace.members();
    const entropy = secret
      ? await entropyOfClinic(secret, roster.clinicId)
      : (pendingEntropy(workspace.store) ??
        raise('phrase-invalid', 'The kit is put away: the 24 words are needed to split them.'));
    try {
      const shares = await splitEntropy(entropy, { threshold, total: holders.length }, workspace.random);
      const at = core.options.clock.now();
      const split = { at, set: toHex(shares[0]?.set ?? new Uint8Array()).toUpperCase(), threshold, holders };
      workspace.store.transaction((writer) => keepSplit(writer, split));
      return {
        ...split,
        at: iso(at),
        shares: shares.map((share, place) => ({
          index: share.index,
          holder: holders[place] ?? '',
          words: shareWords(share, profile.locale),
        })),
      };
    } finally {
      wipe(entropy);
    }
  },

  'clinic.checkpoint': (core) => {
    const { workspace } = openClinicOf(core);
    const { upTo, ...checkpoint } = checkpointNow(workspace.store, workspace.members().profile.locale);
    return { ...checkpoint, at: iso(core.options.clock.now()), ...(upTo === undefined ? {} : { upTo: iso(upTo) }) };
  },

  'checkpoint.compare': (core, { position, words }) => {
    const { workspace } = openClinicOf(core);
    return compareCheckpoint(workspace.store, position, words, workspace.members().profile.locale);
  },

  'clinic.recover': async (core, input) => {
    await refuseWeak(input.passphrase, input.userName);
    const recovered = await recoverClinic(core, input);
    core.tellState();
    core.clinic?.tellStatus();
    return recovered;
  },

  'home.recover': async (core, input) => {
    await refuseWeak(input.passphrase, input.userName);
    const recovered = await recoverHome(core, input);
    core.tellState();
    return recovered;
  },

  'authority.move': (core, input) => moveAuthorityTo(core, input),
};

async function entropyOfClinic(secret: RecoverySecret, clinicId: Uint8Array): Promise<Uint8Array> {
  const root = await rootOf(secret);
  try {
    refuseOtherClinic(root, clinicId);
    return root.entropy.slice();
  } finally {
    wipeRoot(root);
  }
}

async function refuseWeak(passphrase: string, name: string): Promise<void> {
  if ((await passphraseStrength(passphrase, [name])).score < STRENGTH_FLOOR)
    raise('weak-passphrase', 'This passphrase is too easy to guess. Take four or more unrelated words.');
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
