import { describe, expect, it } from 'vitest';
import { correctable } from '../../../renderer/records/values/correct.ts';
import { differingElements } from '../../../renderer/records/values/elements.ts';
import { isBareReference, valueWords } from '../../../renderer/records/values/words.ts';
import { textPlace } from '../../../renderer/screens/inbox/text-place.ts';
import { differenceOf } from '../../../renderer/ui/pieces.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('the one value of a record that may be corrected', () => {
  it('is a number, as people type one, and nothing else', () => {
    const resource = { resourceType: 'Observation', valueQuantity: { value: 61, unit: 'mmol/L' } };
    const place = correctable(resource);
    expect(place).toMatchObject({ text: '61', kind: 'number' });
    for (const typed of ['6.1', '6,1', ' 6.1 ', '６．１'])
      expect(place?.put(typed), typed).toEqual({ ...resource, valueQuantity: { value: 6.1, unit: 'mmol/L' } });
    expect(place?.put('-2')).toMatchObject({ valueQuantity: { value: -2 } });
    for (const typed of ['six', '6.1 mmol/L', '', '6.1.2', '0x10', '1e3', 'NaN', 'Infinity'])
      expect(place?.put(typed), typed).toBeUndefined();
  });

  it('is a blood pressure as it is written', () => {
    const part = (text: string, value: number) => ({ code: { text }, valueQuantity: { value, unit: 'mmHg' } });
    const resource = { resourceType: 'Observation', component: [part('systolic', 152), part('diastolic', 94)] };
    const place = correctable(resource);
    expect(place).toMatchObject({ text: '152/94', kind: 'pressure' });
    expect(place?.put('125/94')).toEqual({ ...resource, component: [part('systolic', 125), part('diastolic', 94)] });
    for (const typed of ['125', '125/', '125/94/1', 'high/low']) expect(place?.put(typed), typed).toBeUndefined();
    expect(correctable({ ...resource, component: [part('one', 1)] })).toBeUndefined();
  });

  it('is a text, or the text inside a document, whatever stands beside it', () => {
    expect(correctable({ resourceType: 'Observation', valueString: 'clear' })?.put('cloudy')).toMatchObject({
      valueString: 'cloudy',
    });
    const attachment = { contentType: 'text/plain; charset=utf-8', data: base64('咽痛 😷'), title: 'note' };
    const note = { resourceType: 'DocumentReference', content: [{ attachment, format: { code: 'x' } }] };
    expect(correctable(note)?.text).toBe('咽痛 😷');
    expect(correctable(note)?.put('咳嗽')).toEqual({
      ...note,
      content: [{ attachment: { ...attachment, data: base64('咳嗽') }, format: { code: 'x' } }],
    });
    const pdf = { ...note, content: [{ attachment: { contentType: 'application/pdf', data: 'AAAA' } }] };
    expect(correctable(pdf)).toBeUndefined();
    expect(correctable({ resourceType: 'Condition', code: { text: 'x' } })).toBeUndefined();
  });
});

describe('the text in a value', () => {
  it('is changed in its place, and nothing else with it', () => {
    const place = textPlace('{"system":"phone","use":"mobile","value":"138"}');
    expect(place?.text).toBe('138');
    expect(JSON.parse(place?.put('139') ?? '')).toEqual({ system: 'phone', use: 'mobile', value: '139' });
    expect(textPlace('{"text":"a note","time":"2026"}')?.put('another')).toBe('{"text":"another","time":"2026"}');
    expect(textPlace('{"valueString":"clear"}')?.put('cloudy')).toBe('{"valueString":"cloudy"}');
  });

  it('is none where the value is a code, a date, a number or several things', () => {
    const none = ['{"gender":"male"}', '{"birthDate":"1961-04-02"}', '{"value":6.1}', '["a"]', '"a"', 'null'];
    for (const json of [...none, '{"description":"a","comment":"b"}']) expect(textPlace(json), json).toBeUndefined();
  });
});

describe('versions of one record', () => {
  it('differ in the elements in which not all agree, each against the first other one', () => {
    const one = JSON.stringify({ resourceType: 'X', status: 'final', code: { text: 'a' }, meta: { versionId: '1' } });
    const other = JSON.stringify({ resourceType: 'X', status: 'final', code: { text: 'b' }, note: [{ text: 'n' }] });
    expect(differingElements([one, other])).toEqual([
      [
        { element: 'code', words: 'a', other: 'b' },
        { element: 'note', words: '', other: 'n' },
      ],
      [
        { element: 'code', words: 'b', other: 'a' },
        { element: 'note', words: 'n', other: '' },
      ],
    ]);
    expect(differingElements([one, null])[1]?.every(({ words }) => words === '')).toBe(true);
    expect(differingElements([one, one])).toEqual([[], []]);
  });

  it('are compared number by number and word by word, in either language', () => {
    const marked = (before: string, after: string, locale = 'en') =>
      differenceOf(before, after, locale)
        .filter(({ removed }) => !removed)
        .map(({ text, added }) => (added ? `[${text}]` : text))
        .join('');
    expect(marked('6.1 mmol/L', '6.7 mmol/L')).toBe('[6.7] mmol/L');
    expect(marked('born 1961/04/02', 'born 1961/04/20')).toBe('born [1961/04/20]');
    expect(marked('嘱三个月后复查', '嘱一个月后复查', 'zh-CN')).toMatch(/^嘱\[一[个月]*\][个月]*后复查$/);
    expect(marked('same', 'same')).toBe('same');
  });
});

describe('a document in words', () => {
  it('reads as its text, and an id of another record as such', () => {
    expect(valueWords([{ attachment: { contentType: 'text/plain', data: base64('嘱复查') } }])).toBe('嘱复查');
    expect(valueWords({ contentType: 'text/plain', data: '%%%' })).toContain('text/plain');
    for (const words of ['Patient/01a2', 'encounter: Encounter/01a2-b']) expect(isBareReference(words)).toBe(true);
    for (const words of ['Patient', '152/94 mmHg', '林杏', '1961/04/02']) expect(isBareReference(words)).toBe(false);
  });
});
