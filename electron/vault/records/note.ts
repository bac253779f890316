/** The text of a note, for a line or a look. */
import type { JsonObject } from '../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../shared/records/members.ts';

/** So much of a note stands in a chart, in characters; the rest is in the record. */
const EXCERPT = 600;

/** The beginning of a DocumentReference's plain text or a ClinicalImpression's summary; '' where there is none to read. */
export function noteOf(resource: JsonObject): string {
  return excerpt(
    resource.resourceType === 'ClinicalImpression' ? textIn(resource.summary) : documentText(resource, EXCERPT),
  );
}

/** The plain text of a DocumentReference, its first `most` characters at least; '' where there is none to read. */
export function documentText(document: JsonObject, most = Number.POSITIVE_INFINITY): string {
  for (const content of objectsIn(document.content)) {
    const type = textIn(memberOf(content.attachment, 'contentType'));
    if (!type.startsWith('text/plain')) continue;
    const data = textIn(memberOf(content.attachment, 'data'));
    const charset = /charset=([\w-]+)/i.exec(type)?.[1] ?? 'utf-8';
    // four bytes a character at most, four letters for three bytes: no need to decode the rest
    const bytes = Buffer.from(data.slice(0, most * 8), 'base64');
    try {
      return new TextDecoder(charset).decode(bytes, { stream: true }).trim();
    } catch (error) {
      // a charset that nobody knows: the text cannot be shown, the record stays as it is
      if (error instanceof RangeError) return '';
      throw error;
    }
  }
  return textIn(document.description);
}

function excerpt(text: string): string {
  const characters = text.slice(0, EXCERPT + 1);
  return characters.length <= EXCERPT ? characters : `${characters.slice(0, EXCERPT).trimEnd()}…`;
}
