/** Texts that are written to take long: each is read once. Where a pattern read the rest again at every sign, one of these took minutes. */
import { describe, expect, it } from 'vitest';
import { variablesIn } from '../../../../electron/vault/quality/validation/checks/variables.ts';
import { loadKnown, validateResource } from '../../../../electron/vault/quality/validation/index.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';

const known = await loadKnown();
const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';
const found = (resource: JsonObject) =>
  validateResource(resource, { level: 'thorough', known })
    .filter(({ severity }) => severity === 'error')
    .map(({ expression, key }) => `${expression} ${key}`);
const named = (family: string) => found({ resourceType: 'Patient', name: [{ family }] });
const narrative = (inner: string) =>
  found({ resourceType: 'Patient', text: { status: 'generated', div: `<div ${XHTML}>${inner}</div>` } });
const ACTIVE = ['Patient.name[0].family active-text'];

describe('active text', () => {
  it.each([
    ['<script>x', ACTIVE],
    ['<b onclick="x">', ACTIVE],
    ['<b class="a"\nonclick = "x">', ACTIVE],
    ['<b <i onclick="x"', ACTIVE],
    ['a <a href=javascript:x', ACTIVE],
    ['<b> onclick=', []],
    ['<b>a > b onclick=', []],
    ['a onclick="x" <b', []],
    ['< b onclick="x"', []],
    ['<bonclick="x"', []],
    ['<b onclick>', []],
  ])('%j', (text, findings) => {
    expect(named(text)).toEqual(findings);
  });

  it.each([
    ['tags', '<a'],
    ['tags with half of a handler', '<a onb '],
    ['handlers', '<a onb'],
    ['brackets', '< '],
  ])('is looked for in a megabyte of %s once', (_what, piece) => {
    expect(named(piece.repeat(1_000_000 / piece.length))).toEqual([]);
  });
});

describe('narratives', () => {
  const image = (data: string) => narrative(`<img alt="x" src="data:${data}"/>`);
  const address = ['Patient.text.div xhtml-address'];

  it.each([
    ['image/png;base64,aGFs bG8=', []],
    [' image/svg+xml;a=b;base64,aGFsbG8= \n', []],
    ['image/png,aGFsbG8=', address],
    ['image/png;base64', address],
    ['image/png;base64,aGFs,bG8=', address],
    ['image/png;base64,aGFs=bG8', address],
  ])('with an image as data: %j', (data, findings) => {
    expect(image(data)).toEqual(findings);
  });

  it('with a megabyte of spaces for an image are read once', () => {
    expect(image(`image/png;base64,a${' '.repeat(1_000_000)}!`)).toEqual(address);
  });

  it.each([
    ['div', 499, []],
    ['div', 500, ['Patient.text.div xhtml-deep']],
    ['div', 200_000, ['Patient.text.div xhtml-deep']],
  ])('of a %s in itself %i times', (tag, times, findings) => {
    expect(narrative(`${`<${tag}>`.repeat(times)}x${`</${tag}>`.repeat(times)}`)).toEqual(findings);
  });
});

describe('variables', () => {
  it.each([
    ["%a + '%b' + %`c`", ['a', 'c']],
    ["%a + 'it\\'s %b", ['a']],
    ['%a /* %b', ['a']],
    ['%a // %b\n + %c', ['a', 'c']],
    ["'\\", []],
    ["'a\\\n%b' + %c", ['c']],
  ])('of %j', (expression, names) => {
    expect([...variablesIn(expression)]).toEqual(names);
  });

  it.each(["\\'", "'\\", '/*', '%"', "%'", '%`', '"\\'])('are looked for in a megabyte of %s once', (piece) => {
    expect(variablesIn(`'${piece.repeat(500_000)}`).size).toBeLessThan(3);
    expect(variablesIn(piece.repeat(500_000)).size).toBeLessThan(3);
  });
});
