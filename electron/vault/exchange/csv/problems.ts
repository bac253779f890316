/** What may be wrong with a row, in English: what it is, and what to do. */
import type { CellTrouble } from './value.ts';

const MESSAGES: Readonly<Record<CellTrouble, string>> = {
  'csv-shortened':
    'Excel has shortened this number (1.38E+10), and its last digits are lost. Get it from its source, format the column as text, and save the table again.',
  'csv-rounded':
    'The last digits of this number are zeros because Excel keeps only 15. Get it from its source, and format the column as text.',
  'csv-date':
    'This is no date that can be read, or there is no such day. Correct it, or say in the mapping how dates are written.',
  'csv-date-ambiguous': 'Day and month cannot be told apart here. Say in the mapping which comes first.',
  'csv-century': 'The year has two digits. Say in the mapping up to which year they mean this century.',
  'csv-number': 'This is no number. Correct it; a text belongs into another column.',
  'csv-value': 'The mapping does not say what this word stands for. Add it there, or correct the cell.',
  'csv-unit': 'This unit is not known. Write it as UCUM has it, or as the laboratory usually does.',
  'csv-key-missing': 'The row does not say whom it is about: the columns that tell rows apart are empty.',
  'csv-quote': 'A quotation mark is opened in this row and never closed. Correct the row; those below it were read.',
  'csv-long': 'The row is longer than any that a table has. It was left out.',
  'csv-columns':
    'The row has more cells than the table has columns; perhaps a separator stands within a text. Correct it, or put the text in quotation marks.',
  'csv-unreadable':
    'Some letters of this row are not readable in the encoding of the file. Choose another encoding, or correct the row.',
  'csv-empty': 'There is no table in it: a row with the names of the columns is needed, and rows below it.',
  'csv-mapping': 'The mapping cannot be used.',
  'csv-unknown-record': 'The table names a record of this clinic that is not here, or was deleted.',
};

/** A sentence or two; `column`: the header of the cell. */
export function problemText(code: CellTrouble, column?: string): string {
  return column === undefined ? MESSAGES[code] : `Column “${column}”: ${MESSAGES[code]}`;
}
