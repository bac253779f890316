/** Money, exactly: in whole ten-thousandths of the currency, never as a floating number. */
import { type Json, type JsonObject, numberText } from '../../../../shared/records/json.ts';
import { memberOf, textIn } from '../../../../shared/records/members.ts';
import type { Projection } from '../../records/projection.ts';
import type { Fact } from '../../storage/facts.ts';
import { practitionerOf } from './actors.ts';

const DIGITS = 4;
/** Digits before the point: more cannot be summed exactly. */
const AMOUNT = /^(-?)(\d{1,10})(?:\.(\d+))?$/;

/** A Money's amount and currency; no amount where it is finer or larger than can be counted. */
function moneyIn(money: Json | undefined): { value: number | undefined; code: { name: string } | undefined } {
  const [, sign, whole = '', fraction = ''] = AMOUNT.exec(numberText(memberOf(money, 'value')) ?? '') ?? [];
  const exact = fraction.replace(/0+$/, '');
  const value =
    whole === '' || exact.length > DIGITS ? undefined : Number(`${sign}${whole}${exact.padEnd(DIGITS, '0')}`);
  const currency = textIn(memberOf(money, 'currency')).toUpperCase();
  return { value, code: currency === '' ? undefined : { name: currency } };
}

/** What was billed; other 1: and paid. A draft is no bill yet. */
export function invoiceFacts(invoice: JsonObject, { status }: Pick<Projection, 'status'>): Fact[] {
  if (status !== 'issued' && status !== 'balanced') return [];
  // a gross total that says no amount does not hide the net one
  const totals = [invoice.totalGross, invoice.totalNet];
  const total = totals.find((one) => numberText(memberOf(one, 'value')) !== undefined);
  const who = practitionerOf(invoice.participant, 'actor');
  return [{ kind: 'invoice', ...moneyIn(total), other: status === 'balanced' ? 1 : 0, who }];
}

/** What may be billed and was not. */
export function chargeFacts(item: JsonObject, { status }: Pick<Projection, 'status'>): Fact[] {
  if (status !== 'billable') return [];
  return [{ kind: 'charge', ...moneyIn(item.priceOverride), who: practitionerOf(item.performer, 'actor') }];
}
