import { sameBytes } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { sessionCalls } from '../../../shared/bridge/session.ts';
import { unseal } from '../../../shared/crypto/sodium.ts';
import { draftsOf, dropDraft, keepDraft } from '../access/drafts.ts';
import { passphraseStrength, STRENGTH_FLOOR } from '../access/strength.ts';
import { openAnalysis } from '../analysis-session.ts';
import { clearHome, endAnalysis, openClinicIn, openClinicOf, refuseRepairing } from '../core.ts';
import { createClinic } from '../create-clinic.ts';
import { createSample } from '../create-sample.ts';
import { refreshDeidentified, sealDeidentified } from '../deidentified.ts';
import { isRedacted } from '../records/redaction-log.ts';
import { heartbeat } from '../records/transaction.ts';
import { activeUser } from '../records/workspace.ts';
import { idleMinutes, lockSession, newSession, noteActivity, openWithPassphrase, setIdleMinutes } from '../session.ts';
import { logEnd } from '../storage/log.ts';
import { survivorOf } from '../storage/merged.ts';
import { settleAuthority } from '../sync/authority.ts';
import { beatIfDue } from '../sync/pulse.ts';
import { isReturning } from '../sync/returning.ts';
import type { HandlersOf } from './contract.ts';

export const sessionHandlers: HandlersOf<typeof sessionCalls> = {
  'session.state': (core) => core.state(),

  'clinic.create': async (core, input) => {
    const hints = [input.clinicName, input.ownerName];
    if ((await passphraseStrength(input.passphrase, hints)).score < STRENGTH_FLOOR) {
      raise('weak-passphrase', 'This passphrase is too easy to guess. Take four or more unrelated words.');
    }
    const { clinicId, deviceId, recoveryPhrase } = await createClinic(core, { ...input, sample: false });
    core.tellState();
    return { clinicId, deviceId, recoveryPhrase };
  },

  'sample.create': async (core, input) => {
    const made = await createSample(core, input);
    core.tellState();
    return made;
  },

  'sample.discard': async (core) => {
    if (!core.keyring?.sample) raise('not-allowed', 'This is a real clinic: it is not deleted.');
    refuseRepairing(core);
    await clearHome(core);
    core.tellState();
    return {};
  },

  'session.unlock': async (core, { passphrase, user: name }) => {
    const keyring =
      core.keyring ?? raise('no-clinic', 'There is no clinic on this workstation yet. Create one or join one.');
    if (keyring.status === 'unconfirmed')
      raise('not-enrolled', 'Compare the six words with the other workstation first.');
    const chosen = keyring.users.find(({ user }) => name === undefined || user.name === name);
    const { user: opened, keys, failed } = await openWithPassphrase(core, chosen?.user, passphrase);
    // deriving takes a second, in which an owner may have disabled them, or given them another role
    const entry = core.keyring?.users.find(({ user }) => user.id === opened.id && sameBytes(user.box, opened.box));
    if (!entry) raise('wrong-passphrase', 'The passphrase is not right. Nothing is lost; try again.');
    refuseRepairing(core);
    if (entry.user.role === 'analyst') {
      const analysis = openAnalysis(core.options, core.files.analysis, entry, keys);
      while (core.analysis) await endAnalysis(core);
      core.clinic?.logout();
      core.analysis = analysis;
      core.session = newSession(core, failed);
      core.tellState();
      const { id, name: own, role } = analysis.user;
      return { id, name: own, role };
    }
    // an analyst who came in meanwhile goes, too: nobody's session may lie under another's
    while (core.analysis) await endAnalysis(core);
    let { clinic } = core;
    if (!clinic) {
      const databaseKey =
        (entry.databaseKey && unseal(entry.databaseKey, keys.box)) ??
        raise(
          'database-damaged',
          'The keyring of this workstation is damaged. Restore it from a backup, or enrol this workstation again.',
        );
      clinic = openClinicIn(core, databaseKey);
    }
    const active = clinic.login(entry.user, keys);
    core.session = newSession(core, failed);
    const { workspace } = clinic;
    const { store, identity } = workspace;
    // a new workstation makes itself heard, so that the others see that it is there; one that was repaired has its first word already
    if (logEnd(store, identity.deviceId).seq === 0 && !isReturning(store)) heartbeat(workspace);
    else if (core.options.automatic) beatIfDue(workspace);
    sealDeidentified(core, clinic);
    refreshDeidentified(core);
    void settleAuthority(clinic.membership);
    core.tellState();
    clinic.tellStatus();
    return { id: active.id, name: active.name, role: active.role };
  },

  'session.lock': (core) => {
    lockSession(core);
    return {};
  },
  'session.active': (core) => {
    noteActivity(core);
    return {};
  },
  'session.seenFailures': (core) => {
    core.session = { ...core.session, failed: null };
    core.tellState();
    return {};
  },
  'session.idle': (core) => ({ minutes: idleMinutes(core) }),
  'session.setIdle': (core, { minutes }) => {
    setIdleMinutes(core, minutes);
    return { minutes };
  },

  'draft.list': (core) => {
    const { workspace } = openClinicOf(core);
    return draftsOf(workspace.store, activeUser(workspace).id).map(({ at, ...draft }) => ({
      ...draft,
      at: new Date(at).toISOString(),
      chart: draft.patient === null ? null : survivorOf(workspace.store, draft.patient),
    }));
  },
  'draft.keep': (core, draft) => {
    const { workspace } = openClinicOf(core);
    const at = core.options.clock.now();
    // an owner may have erased whom the form is about while it was open
    const { patient } = draft;
    if (patient !== null && isRedacted(workspace.store, { type: 'Patient', id: patient })) return {};
    workspace.store.transaction((writer) => keepDraft(writer, activeUser(workspace).id, { ...draft, at }));
    return {};
  },
  'draft.drop': (core, place) => {
    const { workspace } = openClinicOf(core);
    workspace.store.transaction((writer) => dropDraft(writer, activeUser(workspace).id, place));
    return {};
  },

  'passphrase.strength': async (_core, { passphrase, hints }) => ({
    ...(await passphraseStrength(passphrase, hints)),
    floor: STRENGTH_FLOOR,
  }),
};
