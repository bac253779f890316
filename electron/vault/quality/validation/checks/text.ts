/** What texts and attachments may hold, whatever they are about. */
import type { Check, TextCheck } from '../place.ts';

const ACTIVE = /<\s*(?:script|iframe|object|embed|applet|form|meta|link|base)\b|javascript:/i;
const TAG = /<[a-z]/i;
const HANDLER = /\son[a-z]+\s*=/i;
/** http://hl7.org/fhir/R4/datatypes.html#string */
const LONGEST = 1_048_576;

/** Texts that would run in a page: http://hl7.org/fhir/R4/security.html#narrative warns of content that is active. */
export const checkActiveText: TextCheck = ({ text, path, holder: { report } }) => {
  if (text.includes('<') && (ACTIVE.test(text) || hasHandler(text))) report.error(path, 'active-text');
};

/** Whether a tag has an attribute of events. Piece by piece: one pattern for all of it would read the rest of the text for every bracket. */
function hasHandler(text: string): boolean {
  return text.split('>').some((piece) => {
    const tag = piece.search(TAG);
    return tag >= 0 && HANDLER.test(piece.slice(tag + 2));
  });
}

/** http://hl7.org/fhir/R4/datatypes.html#string: a string should have something in it beside spaces, and is no longer than 1 MB. */
export const checkString: TextCheck = ({ text, path, holder: { report } }) => {
  if (text.length > LONGEST) report.error(path, 'too-long', { max: String(LONGEST) });
  if (text.trim() === '') report.warning(path, 'blank');
};

/** http://hl7.org/fhir/R4/datatypes.html#Attachment: the size is that of the data. */
export const checkAttachment: Check = ({ value: { data, size }, path, report }) => {
  if (typeof data !== 'string' || typeof size !== 'number') return;
  const bare = data.replace(/\s/g, '');
  const bytes = (bare.length / 4) * 3 - (bare.endsWith('==') ? 2 : bare.endsWith('=') ? 1 : 0);
  if (bytes !== size) report.error(`${path}.size`, 'attachment-size', { size: String(bytes) });
};
