/** A membership record that nobody of the clinic signed: what an endpoint could make to let its own workstation in. */
import { boxKeyPair, KEY_BYTES, signKeyPair } from '../../shared/crypto/sodium.ts';
import { deviceIdOf } from '../../shared/envelope/layout.ts';
import {
  encodeMembershipRecord,
  type MembershipBody,
  membershipHash,
  readMembershipRecord,
} from '../../shared/protocol/membership.ts';
import type { Dice } from './dice.ts';

/** A record that would add a workstation of the endpoint's behind these. Throws where there are none. */
export function forgedMember(records: readonly Uint8Array[], dice: Dice): Uint8Array {
  const last = records.at(-1);
  const body = last && readMembershipRecord(last)?.body;
  if (!last || !body) throw new Error('no membership to forge');
  const sign = signKeyPair(dice.bytes(KEY_BYTES));
  const box = boxKeyPair(dice.bytes(KEY_BYTES));
  const device = { id: deviceIdOf(sign.publicKey), sign: sign.publicKey, box: box.publicKey };
  const { v, clinic, epoch, nonce, commitment, sealed } = body;
  const forged: MembershipBody = {
    kind: 'add-device',
    v,
    clinic,
    index: body.index + 1,
    previous: membershipHash(last),
    by: { kind: 'owner', user: sign.publicKey, device: device.id },
    keys: [{ epoch, to: device.id, sealed: dice.bytes(80) }],
    epoch,
    nonce,
    commitment,
    sealed,
    device,
  };
  return encodeMembershipRecord(forged, [sign.secretKey, sign.secretKey]);
}
