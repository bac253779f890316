/** Marks, signs and small pictures. */
import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Chart, type ChartOption } from '../../ui/chart/Chart.tsx';
import { Sparkline } from '../../ui/chart/Sparkline.tsx';
import { Difference } from '../../ui/Difference.tsx';
import { Keys } from '../../ui/keys/Keys.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Badge, ConflictBadge, Flag, syncMark } from '../../ui/Marks.tsx';
import { Qr } from '../../ui/Qr.tsx';
import { Section } from '../../ui/Section.tsx';
import { Code, Words } from '../../ui/Words.tsx';
import { TEXT } from './Tokens.tsx';

const bars: ChartOption = ({ palette, font }) => ({
  grid: { left: 24, right: 8, top: 8, bottom: 24 },
  xAxis: { type: 'category', data: ['a', 'b', 'c'], axisLabel: { color: palette.muted, fontSize: font } },
  yAxis: { type: 'value', axisLabel: { color: palette.muted, fontSize: font } },
  series: [{ type: 'bar', data: [3, 5, 4], itemStyle: { color: palette.celadon } }],
});

export function Signs() {
  const { t } = useTranslation();
  return (
    <Section title="Marks">
      <Stack gap="sm">
        <Mark size="2rem" />
        <Group>
          {(['plain', 'good', 'look', 'danger', 'act'] as const).map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
          <ConflictBadge count={2} />
        </Group>
        <Group>
          {(['low', 'high', 'abnormal'] as const).map((flag) => (
            <Flag key={flag} flag={flag} />
          ))}
        </Group>
        <Group>
          {(['none', 'settled', 'pending', 'syncing', 'offline', 'alarm'] as const).map((state) => (
            <Badge key={state} {...syncMark(state)}>
              {t(`sync.state.${state}`)}
            </Badge>
          ))}
        </Group>
        <Sparkline lines={[[3, 5, 4, 6, 8, 5].map((value, at) => ({ at, value }))]} low={4} high={6} />
        <Chart label="Chart" height={8} option={bars} table={<p>3, 5, 4</p>} />
        <Code code="K7QMX-3TZ9F-8PWRA" label="Code" />
        <Words words="harbor lantern copper meadow violin orbit" label="Words" large />
        <Keys caps={['Ctrl', 'K']} />
        <p>
          <Difference before="Metoprolol 50 mg twice a day" after="Metoprolol 25 mg twice a day" />
        </p>
        <Qr text={TEXT} label="QR" size={120} />
      </Stack>
    </Section>
  );
}
