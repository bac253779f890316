import { toHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { enrolmentCalls } from '../../../shared/bridge/enrolment.ts';
import { openClinicOf } from '../core.ts';
import { acceptByFile, approveByFile, requestByFile } from '../sync/joining-file.ts';
import type { HandlersOf } from './contract.ts';

export const enrolmentHandlers: HandlersOf<typeof enrolmentCalls> = {
  'device.requestFile': (core, { file, workstation }) => {
    if (core.keyring) raise('clinic-exists', 'There is a clinic on this workstation already.');
    core.joining?.abort.abort();
    core.joinFailure = null;
    const { code } = requestByFile(core, file, workstation);
    core.joining = { code, abort: new AbortController() };
    core.tellState();
    return { code };
  },
  'device.approveFile': (core, { code, ...files }) => approveByFile(openClinicOf(core).membership, code, files),
  'device.acceptFile': (core, { file }) => {
    if (core.keyring) raise('clinic-exists', 'There is a clinic on this workstation already.');
    const { keyring, words, clinicName } = acceptByFile(core, file);
    core.keyring = keyring;
    core.tellState();
    return { clinicName, words, deviceId: toHex(keyring.deviceId) };
  },
};
