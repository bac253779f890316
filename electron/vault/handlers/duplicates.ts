import type { duplicateCalls } from '../../../shared/bridge/duplicates.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { TaskProgress } from '../backup/task.ts';
import { openClinicOf } from '../core.ts';
import { sightOf } from '../permission.ts';
import { inOrder, markDifferent } from '../quality/duplicates/decisions.ts';
import { likelyPatients } from '../quality/duplicates/likely.ts';
import { hitOf, listPairs, putOffPair } from '../quality/duplicates/pairs.ts';
import { runView } from '../quality/duplicates/run.ts';
import { standingRow } from '../records/changes.ts';
import { survivorsOf } from '../records/merge-history.ts';
import { mergePatients } from '../records/merge-patients.ts';
import { findRow } from '../records/row.ts';
import { titleOf } from '../records/title.ts';
import { unmergePatient, writtenSince } from '../records/unmerge-patients.ts';
import { mergedInto } from '../storage/merged.ts';
import type { HandlersOf } from './contract.ts';
import { asJob } from './job.ts';

export const duplicateHandlers: HandlersOf<typeof duplicateCalls> = {
  'duplicate.likely': (core, { resource, limit }) =>
    likelyPatients(openClinicOf(core).workspace.store, parseJson(JSON.stringify(resource)) as JsonObject, limit),
  'duplicate.of': (core, { id }) => {
    const { store } = openClinicOf(core).workspace;
    return likelyPatients(store, parseJson(standingRow(store, 'Patient', id).json) as JsonObject, 10, id);
  },
  'duplicate.list': (core, { states, offset, limit }) => {
    const clinic = openClinicOf(core);
    const { store } = clinic.workspace;
    return { ...listPairs(store, states, offset, limit), run: runView(store, clinic.searching) };
  },
  'duplicate.run': (core, { job, anew }) =>
    asJob(core, job, async (signal) => {
      const clinic = openClinicOf(core);
      const onProgress = (progress: TaskProgress): void => core.options.emit('progress', { job, ...progress });
      await clinic.searchDuplicates(anew, { start: core.options.workers.storage, signal, onProgress });
      return runView(clinic.workspace.store, false);
    }),
  'duplicate.different': (core, { a, b, different }) => {
    markDifferent(openClinicOf(core).workspace, a, b, different);
    return {};
  },
  'duplicate.later': (core, { a, b, later }) => {
    const { store } = openClinicOf(core).workspace;
    putOffPair(store, inOrder(a, b), later ? core.options.clock.now() : null);
    return {};
  },
  'patient.merge': (core, merge) => {
    mergePatients(openClinicOf(core).workspace, merge);
    return {};
  },
  'patient.unmerge': (core, { id, move }) => {
    unmergePatient(openClinicOf(core).workspace, id, move);
    return {};
  },
  'patient.merges': (core, { id }) => {
    const { store } = openClinicOf(core).workspace;
    const sight = sightOf(core);
    // whoever is listed although they were merged: into somebody who is gone, or who was merged into them as well
    const own = findRow(store, 'Patient', id);
    const away = own && survivorsOf(own).length > 0 ? [{ id }] : [];
    return [...away, ...mergedInto(store, id)].flatMap(({ id: merged }) => {
      const hit = hitOf(store, merged);
      if (!hit) return [];
      if (merged === id) return [{ hit, since: [] }];
      const seen = writtenSince(store, merged).filter(({ type }) => sight.shows(type, id));
      const since = seen.map(({ type, id: record }) => {
        const row = findRow(store, type, record);
        return { type, id: record, title: row ? titleOf(parseJson(row.json) as JsonObject) : type };
      });
      return [{ hit, since }];
    });
  },
};
