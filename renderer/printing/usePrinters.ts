import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { askDesktop } from '../bridge/index.ts';

/** What can be printed on, as a field to choose from: '' stands for the system's dialog. A printer that is gone stays until another is chosen. */
export function usePrinters(chosen: string | undefined): { value: string; label: string }[] {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ['desktop.printers'],
    queryFn: () => askDesktop('desktop.printers', {}),
    staleTime: 0,
  });
  const printers = found.data?.ok ? found.data.value.printers : [];
  const known = chosen === undefined || printers.some(({ name }) => name === chosen);
  return [
    { value: '', label: t('print.ask') },
    ...printers.map(({ name, title }) => ({ value: name, label: title })),
    ...(known ? [] : [{ value: chosen, label: chosen }]),
  ];
}
