import { registerHooks } from 'node:module';

type Replacement = { find: string; by: string };

/** Builds that are broken on purpose, each by some text of one source file: a simulation that does not catch them is worth nothing. */
const BUILDS = {
  'pages by number': {
    file: 'packages/xero/src/accounting/read-changes.ts',
    replace: [
      {
        find: '  let seen: Seen = new Map();\n',
        by: `  let seen: Seen = new Map();
  for (let number = 1, hasMore = true; hasMore; number += 1) {
    const page = await fetchPage(start, number);
    hasMore = page.hasMore;
    yield toRecordPage(page.rows, advance(lastTime(page.rows)));
  }
  if (seen.size === 0) return;
`,
      },
    ],
  },
  'watermark from the clock': {
    file: 'portal/src/sync/pull/store-pages.ts',
    replace: [{ find: '? page.watermark : null;', by: '? services.clock.now() : null;' }],
  },
  'watermark before its rows': {
    file: 'portal/src/sync/pull/store-pages.ts',
    replace: [
      { find: '        if (mark) await storeWatermark(query, run, pull.entity, mark);\n', by: '' },
      {
        find: '      await services.store.firm(run.firmId, async (query) => {\n        const now',
        by: `      if (mark) await services.store.firm(run.firmId, (query) => storeWatermark(query, run, pull.entity, mark));
      await services.store.firm(run.firmId, async (query) => {
        const now`,
      },
    ],
  },
} satisfies Record<string, { file: string; replace: Replacement[] }>;

/** The name of a build that is broken on purpose. */
export type Broken = keyof typeof BUILDS;

/** All of them. */
export const BROKEN = Object.keys(BUILDS) as Broken[];

/**
 * Breaks the build that this process is about to load: the source is changed as it is read, and no file is touched.
 * @throws Error, as the file is loaded, when the text to be replaced is not there exactly once
 */
export function breakSource(name: Broken): void {
  const { file, replace } = BUILDS[name];
  const broken = new URL(`../../${file}`, import.meta.url).href;
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (url !== broken || !loaded.source) return loaded;
      const text =
        typeof loaded.source === 'string'
          ? loaded.source
          : Buffer.from(loaded.source as Uint8Array).toString();
      return { ...loaded, source: replace.reduce(replaced, text) };
    },
  });
}

function replaced(text: string, { find, by }: Replacement): string {
  if (text.split(find).length !== 2)
    throw new Error(`The text to be broken is not there exactly once: ${find}`);
  return text.replace(find, () => by);
}
