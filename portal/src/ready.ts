import type { DemoSignIn } from './demo.ts';

/** What is printed once the portal can be used. */
export function readyText(portal: {
  url: string;
  role: string;
  sandboxUrl: string | null;
  demo: readonly DemoSignIn[];
}): string {
  const lines = ['', `  Ledgerport is ready: ${portal.url}`, ''];
  if (portal.role === 'worker') return '\n  Ledgerport’s worker is ready.\n\n';
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
