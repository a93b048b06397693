import { systemClock } from './clock.ts';

const RELOADED_AT = 'ledgerport-reloaded-at';
const PATIENCE_MS = 60_000;

/**
 * After an update of the portal the files that an open page would load next are gone: such a page loads itself anew.
 * When that was tried within the last minute, the failure is shown instead, so that a page never reloads for ever.
 */
export function reloadWhenPagesAreNewer(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const now = systemClock.now().getTime();
    if (now - Number(sessionStorage.getItem(RELOADED_AT) ?? 0) < PATIENCE_MS) return;
    sessionStorage.setItem(RELOADED_AT, String(now));
    event.preventDefault();
    location.reload();
  });
}
