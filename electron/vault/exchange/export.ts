/** Exports records in a format that is known. */
import { attempt, type Result } from '../../../shared/base/result.ts';
import type { Reader } from '../storage/database.ts';
import type { ExportOptions, ExportReport } from './contract.ts';
import { EXPORT_FORMATS, type ExportName } from './registry.ts';

/** Writes files into a folder; fails with already-exists, file-unwritable, disk-full, not-found, invalid-input or cancelled. */
export function runExport(format: ExportName, reader: Reader, options: ExportOptions): Promise<Result<ExportReport>> {
  return attempt(() => EXPORT_FORMATS[format](reader, options));
}
