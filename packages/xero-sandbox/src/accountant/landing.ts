import { html } from 'hono/html';
import type { Context } from '../context.ts';
import { type Page, page } from '../pages/page.ts';

/** The first page: what this is, where the books are, and the sign-ins. */
export function landingPage(context: Context): Page {
  const { identity, organisations } = context;
  return page(
    'Welcome',
    html`<main>
      <h1>Xero sandbox</h1>
      <p>
        A stand-in for Xero that runs on this machine, for trying and testing. <strong>It is not Xero</strong>, it talks to
        nobody, and its organisations and people are made up.
      </p>
      <h2>Organisations</h2>
      <ul>
        ${organisations.map(
          ({ organisation, invoices, contacts }) =>
            html`<li>
              <a href="/accountant/${organisation.tenantId}">${organisation.name}</a>:
              ${invoices.all().length} invoices and bills, ${contacts.all().length} contacts
            </li>`,
        )}
      </ul>
      <h2>Sign-ins</h2>
      <dl>
        ${identity.users.map(
          (user) =>
            html`<dt>${user.name}</dt>
              <dd><code>${user.email}</code> / <code>${user.password}</code></dd>`,
        )}
      </dl>
      <h2>For the app ${identity.app.name}</h2>
      <dl>
        <dt>Client id</dt>
        <dd><code>${identity.app.clientId}</code></dd>
        <dt>Client secret</dt>
        <dd><code>${identity.app.clientSecret || 'none: this app uses PKCE'}</code></dd>
      </dl>
      <p>
        <a href="/.well-known/openid-configuration">Discovery document</a> ·
        <a href="/sandbox/requests">Request log</a>
      </p>
    </main>`,
  );
}
