/** Every format of exchange. A new one is a folder beside `fhir/` and a line here. */
import type { ExportFormat, ImportFormat } from './contract.ts';
import { exportTables } from './csv/flat/export.ts';
import { tableImport } from './csv/import.ts';
import { exportNdjson } from './fhir/export.ts';
import { fhirImport } from './fhir/import.ts';

/** In the order in which they are asked for a file by its ending. The first also reads named files of no known ending. */
export const IMPORT_FORMATS = { fhir: fhirImport, csv: tableImport } as const satisfies Record<string, ImportFormat>;

export type ImportName = keyof typeof IMPORT_FORMATS;

export const EXPORT_FORMATS = { ndjson: exportNdjson, csv: exportTables } as const satisfies Record<
  string,
  ExportFormat
>;

export type ExportName = keyof typeof EXPORT_FORMATS;
