/** Who the endpoint is: a key by which membership logs name it, and the addresses at which it may be logged in to. */
import { derive, signKeyPair } from '../../shared/crypto/sodium.ts';
import { normaliseAddress } from '../../shared/protocol/address.ts';

export interface EndpointIdentity {
  /** Ed25519. Follows from the store's secret, so that it is the same in every process over the store and after a restored backup. */
  readonly key: Uint8Array;
  /**
   * Whether a login for this address is meant for this endpoint. Only addresses that the operator named are; where none was,
   * whatever has the host that the request was sent to, which keeps out a relay only as far as whatever stands in front does.
   */
  answersTo(address: string, host: string): boolean;
}

/** The identity over a store's secret; `addresses` as the operator gave them, normalised. */
export function createIdentity(secret: Uint8Array, addresses: readonly string[]): EndpointIdentity {
  const { publicKey } = signKeyPair(derive(secret, 'xinglin/cloud/identity/v1'));
  return {
    key: publicKey,
    answersTo(address, host) {
      if (normaliseAddress(address) !== address) return false;
      if (addresses.length > 0) return addresses.includes(address);
      const { protocol, host: meant } = new URL(address);
      const reached = normaliseAddress(`${protocol}//${host}`);
      return reached !== null && new URL(reached).host === meant;
    },
  };
}
