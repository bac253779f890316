/** New clinics, and how a device of a clinic gets its token. */
import { sameBytes } from '../../shared/base/bytes.ts';
import { verify } from '../../shared/crypto/sodium.ts';
import { CHALLENGE_CONTEXT, type CreateClinic, challengeBytes } from '../../shared/protocol/messages.ts';
import { extendRoster } from '../../shared/protocol/roster.ts';
import { type Answer, answer, refusal } from './answer.ts';
import type { ServiceContext } from './context.ts';
import { ANY_STANDING, CONTRADICTS, FULL, type Membership } from './membership.ts';
import { TOKEN_SECONDS } from './tokens.ts';

export interface SignedChallenge {
  readonly clinic: Uint8Array;
  readonly device: Uint8Array;
  readonly challenge: Uint8Array;
  readonly address: string;
  readonly signature: Uint8Array;
}

export interface GivenToken {
  readonly token: string;
  readonly expiresInSeconds: number;
  readonly endpoint: Uint8Array;
}

export interface Registration {
  /** Registers a clinic with its membership log; the same genesis again is fine and needs no invitation. */
  create(request: CreateClinic): Promise<Answer<{ incarnation: Uint8Array; endpoint: Uint8Array }>>;
  challenge(clinicId: Uint8Array, deviceId: Uint8Array): Promise<Answer<{ challenge: Uint8Array }>>;
  /** `host` is where the request was sent to. */
  token(signed: SignedChallenge, host: string): Promise<Answer<GivenToken>>;
}

/** Registration over a store. */
export function createRegistration(context: ServiceContext, membership: Membership): Registration {
  const { store, clock, tokens, identity, invitationOnly } = context;

  /** The invitation's id to use up, null if none is needed, or a refusal. */
  function admit(invitation: string | undefined): Answer<Uint8Array | null> {
    if (!invitationOnly) return answer(null);
    const id = invitation === undefined ? null : tokens.invitationId(invitation);
    return id
      ? answer(id)
      : refusal('registration-closed', 'This endpoint takes new clinics by invitation. Ask its operator.');
  }

  return {
    async create({ genesis, following = [], from = 1, invitation }) {
      const roster = extendRoster(null, genesis);
      if (!roster) return refusal('malformed', 'The first membership record is not valid.');
      const created = async () => {
        const done = await membership.follow(roster.clinicId, from, following);
        if (done !== 'followed') return done === 'full' ? FULL : CONTRADICTS;
        return answer({ incarnation: store.incarnation, endpoint: identity.key });
      };
      const [kept] = await store.membership(roster.clinicId, 0, 0);
      if (kept) return sameBytes(kept, genesis) ? created() : DIFFERENT_GENESIS;
      const admitted = admit(invitation);
      if (!admitted.ok) return admitted;
      const outcome = await store.createClinic(roster.clinicId, genesis, admitted.value, clock.now());
      if (outcome === 'invitation-used') return refusal('registration-closed', 'This invitation has been used.');
      if (outcome === 'created') return created();
      const [first] = await store.membership(roster.clinicId, 0, 0);
      return first && sameBytes(first, genesis) ? created() : DIFFERENT_GENESIS;
    },

    async challenge(clinicId, deviceId) {
      const member = await membership.member(clinicId, deviceId, ANY_STANDING);
      return member.ok ? answer({ challenge: tokens.challenge(clinicId, deviceId) }) : member;
    },

    async token({ clinic, device, challenge, address, signature }, host) {
      const member = await membership.member(clinic, device, ANY_STANDING);
      if (!member.ok) return member;
      if (!identity.answersTo(address, host)) return ELSEWHERE;
      const valid =
        tokens.acceptsChallenge(challenge, clinic, device) &&
        verify(CHALLENGE_CONTEXT, challengeBytes(challenge, address), signature, member.value.sign);
      if (!valid) return refusal('unauthorised', 'The challenge has expired or is not signed by this workstation.');
      return answer({ token: tokens.token(clinic, device), expiresInSeconds: TOKEN_SECONDS, endpoint: identity.key });
    },
  };
}

const ELSEWHERE = refusal('unauthorised', 'The login is meant for another address than those of this endpoint.');
const DIFFERENT_GENESIS = refusal('conflict', 'The clinic is registered with another first record.');
