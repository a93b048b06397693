import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver } from 'playwright-core';

/** Not the package's own list: that turns off web security and the separation of browser contexts. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--lang=en-NZ',
];

/** Starts a real Chromium, the one that comes as an npm package: nothing needs to be installed on the machine. */
export async function startBrowser(): Promise<Browser> {
  // The package brings the system libraries it needs, but unpacks them only where it takes itself to be on AWS Lambda.
  if (!existsSync('/usr/lib/x86_64-linux-gnu/libnss3.so'))
    process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const executablePath = await chromium.executablePath();
  return await driver.launch({ executablePath, args: ARGUMENTS, headless: true });
}
