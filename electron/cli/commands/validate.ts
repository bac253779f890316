/** validate. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { raise } from '../../../shared/base/result.ts';
import type { Finding } from '../../../shared/quality/finding.ts';
import { contextOf, withClinic } from '../context.ts';
import type { World } from '../world.ts';

/** A record that is here, as `Patient/0190…`. */
const RECORD = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/;

interface Options {
  readonly errorsOnly?: true;
  readonly strict?: true;
}

/** A reference of a record that is here to one that is not. */
function looseEnd({ expression, deleted }: { readonly expression: string; readonly deleted: boolean }): Finding {
  return {
    severity: 'warning',
    code: 'not-found',
    expression,
    key: deleted ? 'refers-to-deleted' : 'not-here',
    params: {},
  };
}

export function addValidateCommand(program: Command, world: World): void {
  const { say } = world;
  program
    .command('validate')
    .argument(
      '<what...>',
      say(
        'FHIR JSON, NDJSON, .gz of these, or folders; Type/id of records that are here',
        'FHIR JSON、NDJSON、其 .gz 压缩或文件夹；也可写“类型/id”校验库中的记录',
      ),
    )
    .description(say('check resources without importing them', '只校验资源，不导入'))
    .option('--errors-only', say('leave warnings out', '不显示警告'))
    .option(
      '--strict',
      say(
        'as HL7’s own validator: extensions that nobody here knows, and wrong displays, are errors',
        '与 HL7 官方校验器一致：未知扩展和错误的显示名称视为错误',
      ),
    )
    .action(async (what: string[], options: Options, command: Command) => {
      const context = contextOf(world, command);
      const { validateFiles } = await import('../validate.ts');
      const { outcomeOf } = await import('../../vault/quality/validation/outcome.ts');
      const strict = options.strict === true;
      const today = new Intl.DateTimeFormat('sv-SE').format(new Date());
      const counts = { resources: 0, errors: 0, warnings: 0 };
      const tell = (findings: readonly Finding[], source: string): void => {
        counts.resources++;
        counts.errors += findings.filter(({ severity }) => severity === 'error').length;
        counts.warnings += findings.filter(({ severity }) => severity === 'warning').length;
        const told = options.errorsOnly ? findings.filter(({ severity }) => severity === 'error') : findings;
        if (told.length > 0) {
          const outcome = outcomeOf(told, world.language === 'zh' ? 'zh-CN' : 'en', source);
          world.stdout.write(`${JSON.stringify(outcome)}\n`);
        }
      };
      const isRecord = (one: string): boolean => RECORD.test(one) && !existsSync(one);
      const records = what.filter(isRecord);
      const files = what.filter((one) => !isRecord(one)).map((file) => resolve(file));
      if (files.length > 0) await validateFiles(files, { today, strict }, tell);
      if (records.length > 0) {
        const { loadKnown } = await import('../../vault/quality/validation/index.ts');
        const { validateText } = await import('../../vault/quality/validation/text.ts');
        const known = await loadKnown();
        await withClinic(context, async ({ ask }) => {
          for (const record of records) {
            const [type = '', id = ''] = record.split('/');
            const { json } = await ask('record.json', { type, id });
            const { references } = await ask('record.loose', { type, id });
            tell(
              [...validateText(json, { level: 'thorough', known, today, strict }), ...references.map(looseEnd)],
              record,
            );
          }
        });
      }
      world.stderr.write(
        `${say(
          `${counts.resources} judged: ${counts.errors} errors, ${counts.warnings} warnings`,
          `已校验 ${counts.resources} 项：错误 ${counts.errors}，警告 ${counts.warnings}`,
        )}\n`,
      );
      if (counts.errors > 0)
        raise(
          'faults-found',
          'Some of it is not valid FHIR. Nothing was changed; correct the elements that are listed.',
        );
    });
}
