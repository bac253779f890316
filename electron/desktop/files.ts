import { protocol, type Session } from 'electron';
import { answer } from './pages.ts';
import { SCHEME } from './policy.ts';

/** Must run before the application is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the window's files from `folder` at app://xinglin/. */
export function serveFiles(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, (request) => answer(folder, request));
}
