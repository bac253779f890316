/** Envelopes as a store sees them. */
import type { CheckedEnvelope } from '../../cloud/storage/contract.ts';
import { envelopeHash, parseEnvelopeOrStub } from '../../shared/envelope/layout.ts';
import type { EnvelopeName } from '../../shared/protocol/messages.ts';

/** Checks an envelope's form only: these tests make no false ones. */
export function checked(bytes: Uint8Array): CheckedEnvelope {
  const envelope = parseEnvelopeOrStub(bytes);
  if (!envelope) throw new Error('not an envelope');
  const { deviceId, seq, previous } = envelope.header;
  return { deviceId, seq, previous, hash: envelopeHash(envelope), bytes };
}

/** What an envelope is called in a request. */
export function nameOf(bytes: Uint8Array): EnvelopeName {
  const { deviceId: device, seq, hash } = checked(bytes);
  return { device, seq, hash };
}
