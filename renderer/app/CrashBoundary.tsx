import { Button } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/Section.tsx';

interface BoundaryProps {
  readonly children: ReactNode;
  /** A new key is a new chance: going elsewhere clears the crash. */
  readonly place?: unknown;
}

/** A screen that throws takes nothing else down with it; the rest goes on, and says so. */
export class CrashBoundary extends Component<BoundaryProps, { crashed: boolean; place: unknown }> {
  override state = { crashed: false, place: this.props.place };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: { crashed: boolean; place: unknown }) {
    return props.place === state.place ? null : { crashed: false, place: props.place };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    // The message may hold what was on screen; name and place in the code are enough to find it.
    console.error(`window: ${error.name} in ${info.componentStack?.trim().split('\n')[0] ?? '?'}`);
  }

  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const { t } = useTranslation();
  return (
    <Empty
      title={t('common.crashTitle')}
      actions={<Button onClick={() => window.location.reload()}>{t('common.reload')}</Button>}
    >
      {t('common.crashBody')}
    </Empty>
  );
}
