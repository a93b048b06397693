import type { DemoSignIn } from './demo.ts';

/** What is printed once the portal can be used. */
export function readyText(portal: {
  url: string;
  role: string;
  sandboxUrl: string | null;
  demo: readonly DemoSignIn[];
  /** How many users of a demo were taken out of use. */
  retired: number;
}): string {
  const isWorker = portal.role === 'worker';
  const lines = [
    '',
    isWorker ? '  Ledgerport’s worker is ready.' : `  Ledgerport is ready: ${portal.url}`,
    '',
  ];
  if (portal.retired > 0)
    lines.push('  The demo’s users were taken out of use: their passwords are public.', '');
  if (portal.sandboxUrl)
    lines.push(
      `  No Xero app is configured, so a sandbox stands in for Xero: ${portal.sandboxUrl}`,
      '  It is no real Xero. Its own sign-in is shown on that page.',
      '',
    );
  if (portal.demo.length > 0) {
    lines.push('  Demo sign-ins:');
    const width = Math.max(...portal.demo.map((signIn) => signIn.email.length));
    for (const { email, password, label } of portal.demo)
      lines.push(`    ${email.padEnd(width)}  ${password}   ${label}`);
    lines.push('');
  }
  return `${lines.join('\n')}\n`;
}
