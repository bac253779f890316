/** Where an envelope still is: at a workstation, at the endpoint. */
import Database from 'better-sqlite3';
import { fromHex } from '../../shared/base/bytes.ts';
import type { World } from './world.ts';

/** Whether anybody has the envelope with this hash. */
export function existsAnywhere(world: World, envelope: string): boolean {
  const hash = fromHex(envelope);
  const here = world.stations.some(
    ({ workspace }) => workspace.store.get('SELECT 1 FROM envelope WHERE hash = ?', hash) !== undefined,
  );
  return here || atEndpoint(world, hash);
}

function atEndpoint({ endpoint }: World, hash: Uint8Array): boolean {
  const database = new Database(endpoint.file(), { readonly: true });
  try {
    return database.prepare('SELECT 1 FROM envelope WHERE hash = ?').get(hash) !== undefined;
  } finally {
    database.close();
  }
}
