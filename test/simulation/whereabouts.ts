/** Where an envelope is: at a workstation, at the endpoint. */
import { fromHex } from '../../shared/base/bytes.ts';
import { behind } from './remains.ts';
import type { World } from './world.ts';

/** Whether anybody has the envelope with this hash. */
export function existsAnywhere({ stations, endpoint }: World, envelope: string): boolean {
  const hash = fromHex(envelope);
  const here = stations.some(
    ({ workspace }) => workspace.store.get('SELECT 1 FROM envelope WHERE hash = ?', hash) !== undefined,
  );
  return here || behind(endpoint, 'SELECT 1 FROM envelope WHERE hash = ?', hash).length > 0;
}
