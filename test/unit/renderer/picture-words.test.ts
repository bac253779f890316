import { describe, expect, it } from 'vitest';
import { inLines, widthOf } from '../../../renderer/records/measure/lines.ts';

describe('a name beside a picture', () => {
  it('stands in one line where it finds room, and in two where a word ends', () => {
    expect(inLines('Influenza', 14)).toBe('Influenza');
    expect(inLines('Taken within 90 days, not readable', 14)).toBe('Taken within 90 days, not\nreadable');
    expect(inLines('Measured within half a year, not readable', 14)).toBe('Measured within half a year,\nnot readable');
  });

  it('is divided between any two Chinese letters, and wherever a word alone is too long', () => {
    expect(inLines('23价肺炎球菌多糖疫苗接种', 8)).toBe('23价肺炎球菌多糖\n疫苗接种');
    expect(inLines('Pneumonoultramicroscopic', 8)).toBe('Pneumonoultramic\nroscopic');
  });

  it('says that something is left off', () => {
    const text = inLines('Pneumococcal polysaccharide, 23-valent, given once in a life', 11);
    expect(text).toBe('Pneumococcal\npolysaccharide,…');
    for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(11);
  });
});
