/** What Electron is told about the paper of a print. */
import type { PrintToPDFOptions, WebContentsPrintOptions } from 'electron';
import type { PaperSize } from '../../shared/bridge/desktop.ts';

const MM_PER_INCH = 25.4;
const MICRONS_PER_MM = 1000;

/** On a printer by its name at once; without one the system's dialog asks. */
export function printOptions(printer: string | undefined, paper: PaperSize | undefined): WebContentsPrintOptions {
  return {
    printBackground: true,
    ...(printer === undefined ? { silent: false } : { silent: true, deviceName: printer }),
    ...(paper && {
      margins: { marginType: 'none' as const },
      pageSize: { width: paper.width * MICRONS_PER_MM, height: paper.height * MICRONS_PER_MM },
    }),
  };
}

/** On A4 with the margins of the print style sheet; on any other paper the page has its own. Electron counts in inches here. */
export function pdfOptions(paper: PaperSize | undefined): PrintToPDFOptions {
  if (!paper) return { pageSize: 'A4', printBackground: true };
  return {
    printBackground: true,
    preferCSSPageSize: true,
    pageSize: { width: paper.width / MM_PER_INCH, height: paper.height / MM_PER_INCH },
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
  };
}
