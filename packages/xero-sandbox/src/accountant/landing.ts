import { html } from 'hono/html';
import type { Context } from '../context.ts';
import { type Page, page } from '../pages/page.ts';
import { renderFacts } from '../pages/table.ts';

/** The first page: what this is, where the books are, the sign-ins, and what a client has to be given. */
export function landingPage(context: Context, origin: string): Page {
  const { identity, organisations } = context;
  const { app, users } = identity;
  const code = (text: string) => html`<code>${text}</code>`;
  return page(
    'Welcome',
    html`<header>
        <div class="bar"><strong>Xero sandbox</strong><nav aria-label="Sandbox"><a href="/control-room">Control room</a></nav></div>
      </header>
      <main>
        <h1>A stand-in for Xero on this machine</h1>
        <p>
          For trying and testing. <strong>It is not Xero</strong>, it talks to no other machine, and its organisations and
          people are made up. ${context.state.isKept ? 'Every edit is kept in the state file.' : html`It forgets everything when it ends, unless it was started with <code>--state</code> and a file.`}
        </p>
        <h2>Organisations</h2>
        <p>Open one to play its accountant.</p>
        <div class="cards">
          ${organisations.map(
            ({ organisation, invoices, contacts }) => html`<div class="card">
              <h3><a href="/accountant/${organisation.tenantId}">${organisation.name}</a></h3>
              <p>${invoices.all().length} invoices and bills, ${contacts.all().length} contacts, in ${organisation.baseCurrency}</p>
              <p class="hint">Tenant id ${code(organisation.tenantId)}</p>
            </div>`,
          )}
        </div>
        <h2>Sign-ins</h2>
        ${renderFacts(users.map((user) => [user.name, html`${code(user.email)} / ${code(user.password)}`] as const))}
        <h2>For the app ${app.name}</h2>
        ${renderFacts([
          ['Client id', code(app.clientId)],
          ['Client secret', app.clientSecret ? code(app.clientSecret) : 'none: this app uses PKCE'],
          ['Sign-in page', code(`${origin}/identity/connect/authorize`)],
          ['Tokens', code(`${origin}/connect/token`)],
          ['Connections', code(`${origin}/connections`)],
          ['Accounting API', code(`${origin}/api.xro/2.0/`)],
          [
            'Discovery document',
            html`<a href="/.well-known/openid-configuration">${origin}/.well-known/openid-configuration</a>`,
          ],
        ])}
        <h2>Make things happen</h2>
        <p>
          The <a href="/control-room">control room</a> moves the clock, sets limits, breaks answers, works switches and
          webhooks, and shows every request. All of it is an API for tests too: <a href="/sandbox">its list</a>.
        </p>
      </main>`,
  );
}
