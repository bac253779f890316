/** What the window prints: it stands in the trail of a real vault before it goes to the printer, and goes nowhere where it may not be noted. */
import { afterEach, expect, it, vi } from 'vitest';
import { printNoted, savePdfNoted } from '../../../renderer/bridge/index.ts';
import { ok } from '../../../shared/base/result.ts';
import type { AuditRow } from '../../../shared/bridge/audit.ts';
import type { CallName } from '../../../shared/bridge/index.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, PASSPHRASE, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(async () => {
  vi.unstubAllGlobals();
  await cleanUp();
});

/** A window over a vault, whose desktop answers what is given; at each of its calls, what the trail says by then. */
async function windowOver(answers: Readonly<Record<string, unknown>>, meanwhile?: () => Promise<unknown>) {
  const vault = await testClinic();
  const asked: { name: string; trail: string[] }[] = [];
  const call = async (name: string, input: unknown) => {
    if (!name.startsWith('desktop.')) return vault.vault.ask(name as CallName, input as never);
    asked.push({ name, trail: await trailOf(vault) });
    await meanwhile?.();
    return ok(answers[name]);
  };
  vi.stubGlobal('window', { xinglin: { call } });
  return { vault, asked };
}

async function trailOf({ ask }: TestVault): Promise<string[]> {
  const { rows } = await ask('audit.list', { filter: { events: ['print', 'pdf'] } });
  return rows.map(({ event, what, outcome }: AuditRow) => `${event} ${what} ${outcome}`).toReversed();
}

it.each([true, false])('notes a kit before it is printed, and afterwards whether it was: %s', async (printed) => {
  const { vault, asked } = await windowOver({ 'desktop.print': { printed } });
  expect(await printNoted({ what: 'kit' }, {})).toEqual(ok({ printed }));
  expect(asked).toEqual([{ name: 'desktop.print', trail: ['print begun-kit done'] }]);
  expect(await trailOf(vault)).toEqual(['print begun-kit done', `print kit ${printed ? 'done' : 'failed'}`]);
});

it('notes a kit before it is saved, once somebody has said where, and that it was', async () => {
  const { vault, asked } = await windowOver({
    'desktop.choosePdf': { path: '/x.pdf' },
    'desktop.savePdf': { saved: '/x.pdf' },
  });
  expect(await savePdfNoted({ what: 'kit' }, { name: 'kit' })).toEqual(ok({ saved: '/x.pdf' }));
  expect(asked).toEqual([
    { name: 'desktop.choosePdf', trail: [] },
    { name: 'desktop.savePdf', trail: ['pdf begun-kit done'] },
  ]);
  expect(await trailOf(vault)).toEqual(['pdf begun-kit done', 'pdf kit done']);
});

it('notes and saves nothing where nobody says where, or whoever did is not there any more', async () => {
  const nowhere = await windowOver({ 'desktop.choosePdf': {} });
  expect(await savePdfNoted({ what: 'kit' }, { name: 'kit' })).toEqual(ok({}));
  const { vault, asked } = await windowOver({ 'desktop.choosePdf': { path: '/x.pdf' } }, () =>
    vault.ask('session.lock', {}),
  );
  expect(await savePdfNoted({ what: 'kit' }, { name: 'kit' })).toMatchObject({ error: { code: 'locked' } });
  expect([...nowhere.asked, ...asked].map(({ name }) => name)).toEqual(['desktop.choosePdf', 'desktop.choosePdf']);
  expect(await trailOf(nowhere.vault)).toEqual([]);
});

it('prints nothing for whoever may not, or is not there any more', async () => {
  const { vault, asked } = await windowOver({ 'desktop.print': { printed: true } });
  await addUser(vault, 'Ned', 'nurse');
  await firstLogin(vault, 'Ned');
  expect(await printNoted({ what: 'kit' }, {})).toMatchObject({ error: { code: 'not-allowed' } });
  await vault.ask('session.lock', {});
  expect(await printNoted({ what: 'page' }, {})).toMatchObject({ error: { code: 'locked' } });
  expect(asked).toEqual([]);
  await vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
  expect(await trailOf(vault)).toEqual([]);
});
