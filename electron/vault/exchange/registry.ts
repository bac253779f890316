/** Every format of exchange. A new one is a folder beside `fhir/` and a line here. */
import { raise } from '../../../shared/base/result.ts';
import type { ExportFormat, ImportFormat } from './contract.ts';
import { exportTables } from './csv/flat/export.ts';
import { tableImport } from './csv/import.ts';
import { exportBundle, exportNdjson } from './fhir/export.ts';
import { fhirImport } from './fhir/import.ts';

/** In the order in which they are asked for a file by its ending. The first also reads named files of no known ending. */
export const IMPORT_FORMATS = { fhir: fhirImport, csv: tableImport } as const satisfies Record<string, ImportFormat>;

export type ImportName = keyof typeof IMPORT_FORMATS;

export const EXPORT_FORMATS = {
  ndjson: exportNdjson,
  bundle: exportBundle,
  csv: exportTables,
} as const satisfies Record<string, ExportFormat>;

/** A format by its name in the book of imports. Raises invalid-input for one that this program does not know. */
export function importNameOf(format: string): ImportName {
  const known = Object.keys(IMPORT_FORMATS).find((name): name is ImportName => name === format);
  return known ?? raise('invalid-input', 'This program knows no such format.');
}

export type ExportName = keyof typeof EXPORT_FORMATS;
