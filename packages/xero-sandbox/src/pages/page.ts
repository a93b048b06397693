import { html } from 'hono/html';

/** A piece of HTML with its values escaped. */
export type Page = ReturnType<typeof html>;

/** What every page of the sandbox says about itself. */
export const NOT_XERO = 'This is a sandbox on your own machine. It is not Xero and knows no real account.';

/** A whole document around its content; the only thing it loads is the sandbox's own style sheet. */
export function page(title: string, content: Page): Page {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Xero sandbox</title>
        <link rel="stylesheet" href="/sandbox.css" />
      </head>
      <body>
        ${content}
      </body>
    </html>`;
}
