import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const FOLDER = join(import.meta.dirname, 'screenshots');
const SIZES = { phone: { width: 390, height: 844 }, wide: { width: 1280, height: 800 } } as const;

/**
 * Looks at a page in light and dark, wide and phone-sized: keeps a picture of each in `e2e/screenshots`, and fails on
 * any accessibility violation that axe finds and on a page wider than its phone.
 */
export function look(page: Page, name: string): Promise<void> {
  return within(name, lookAt(page, name));
}

async function lookAt(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const size of ['phone', 'wide'] as const) {
      await resize(page, size);
      await picture(page, `${name}-${colorScheme}-${size}`);
      await expectToFit(page, name, size);
    }
    await expectAccessible(page, `${name} ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/**
 * The same without pictures, for the many plain pages of the sandbox: of dark, which changes colours and nothing else,
 * only the contrast is looked at.
 */
export function check(page: Page, name: string): Promise<void> {
  return within(name, checkAt(page, name));
}

async function checkAt(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  for (const size of ['phone', 'wide'] as const) {
    await resize(page, size);
    await expectToFit(page, name, size);
  }
  await expectAccessible(page, `${name} light`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, `${name} dark`, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** What runs inside a page has no time-out of its own: a page that hangs is to be named, not the test. */
async function within(name: string, work: Promise<void>): Promise<void> {
  const bound = new AbortController();
  const late = setTimeout(120_000, undefined, { signal: bound.signal }).then(
    () => {
      throw new Error(`${name} could not be looked at within two minutes.`);
    },
    () => undefined,
  );
  await Promise.race([work, late]).finally(() => bound.abort());
}

/** Keeps a picture of the whole page as `e2e/screenshots/<name>.png`. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
}

async function resize(page: Page, size: keyof typeof SIZES): Promise<void> {
  await page.setViewportSize(SIZES[size]);
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForFunction(() =>
    document.getAnimations().every((animation) => animation.playState !== 'running'),
  );
}

async function expectToFit(page: Page, name: string, size: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${name} is wider than a ${size}`).toBeLessThanOrEqual(0);
}

async function expectAccessible(page: Page, name: string, rules?: string[]): Promise<void> {
  const axe = new AxeBuilder({ page });
  const builder = rules
    ? axe.withRules(rules)
    : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  const { violations } = await builder.analyze();
  expect(
    violations.map(
      ({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    ),
  ).toEqual([]);
}
