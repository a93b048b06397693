import { html } from 'hono/html';
import { NOT_XERO, type Page, page } from '../pages/page.ts';
import type { Identity, KnownUser } from './identity.ts';
import type { Authorisation } from './records.ts';
import { describeScopes } from './scopes.ts';

/** The sign-in page; `email` and `problem` come back after a failed attempt. */
export function loginPage(identity: Identity, visit: Authorisation, email = '', problem?: string): Page {
  const [hint] = identity.users;
  return page(
    'Login',
    html`<main class="narrow">
      <h1>Welcome to Xero</h1>
      <p>To authorise the application <strong>${identity.app.name}</strong>, simply log in to your Xero account</p>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : ''}
      <form method="post" action="/identity/login">
        <input type="hidden" name="authorisation" value="${visit.id}" />
        <label for="email">Email address</label>
        <input id="email" name="email" type="email" autocomplete="username" required value="${email}" />
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
        <button type="submit">Login</button>
      </form>
      <p><a href="/identity/forgotten-password">Forgotten your password?</a></p>
      <p class="hint">${NOT_XERO}${hint ? html` Sandbox sign-in: ${hint.email} / ${hint.password}` : ''}</p>
    </main>`,
  );
}

/** The permissions in words and the choice of one organisation. */
export function consentPage(
  identity: Identity,
  visit: Authorisation,
  user: KnownUser,
  problem?: string,
): Page {
  const organisations = identity.organisationsOf(user).map(({ organisation }) => organisation);
  const connected = new Set(identity.connections(user.id).map(({ tenantId }) => tenantId));
  const preferred = organisations.find(({ tenantId }) => !connected.has(tenantId)) ?? organisations[0];
  return page(
    'Allow access',
    html`<main class="narrow">
      <h1>${identity.app.name} wants access</h1>
      <p>Signed in as ${user.name} (${user.email}).</p>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : ''}
      <h2>It will be able to</h2>
      <ul>
        ${describeScopes(visit.scopes).map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
      <form method="post" action="/identity/consent">
        <input type="hidden" name="authorisation" value="${visit.id}" />
        <fieldset>
          <legend>Select an organisation to connect</legend>
          ${organisations.map(
            ({ tenantId, name }) =>
              html`<label class="choice"
                ><input type="radio" name="tenantId" value="${tenantId}" ${tenantId === preferred?.tenantId ? 'checked' : ''} />
                <span>${name}</span>${connected.has(tenantId) ? html` <em>already connected</em>` : ''}</label
              >`,
          )}
        </fieldset>
        <div class="row">
          <button type="submit" name="action" value="allow">Allow access</button>
          <button type="submit" name="action" value="cancel" class="quiet">Cancel</button>
        </div>
      </form>
      <p class="hint">${NOT_XERO}</p>
    </main>`,
  );
}

/** What stands in the way when the app may connect no further organisation; it leads back to the choice only. */
export function connectionLimitPage(identity: Identity, visit: Authorisation, limit: number): Page {
  const { app, tier } = identity;
  return page(
    'No more connections',
    html`<main class="narrow">
      <h1>${app.name} cannot connect another organisation</h1>
      <p class="problem" role="alert">The app ${app.name} (tier ${tier}) has reached its limit of ${limit} connections</p>
      <p>Disconnect another organisation first, or choose one that is connected already.</p>
      <p><a href="/identity/consent?authorisation=${visit.id}">Choose again</a></p>
      <p class="hint">${NOT_XERO}</p>
    </main>`,
  );
}

/** Where a sign-out ends. The sandbox keeps nobody signed in, so nothing has to be done. */
export function endSessionPage(): Page {
  return page(
    'Logged out',
    html`<main class="narrow">
      <h1>You are logged out</h1>
      <p>Connections and tokens of apps go on as before.</p>
      <p class="hint">${NOT_XERO}</p>
    </main>`,
  );
}

/** Where "Forgotten your password?" leads: nothing is mailed, the sandbox simply says it. */
export function forgottenPasswordPage(identity: Identity): Page {
  return page(
    'Forgotten your password?',
    html`<main class="narrow">
      <h1>Forgotten your password?</h1>
      <p>Real Xero would send an email. In this sandbox the sign-ins are:</p>
      <dl>
        ${identity.users.map(
          (user) => html`<dt>${user.name}</dt>
            <dd><code>${user.email}</code> / <code>${user.password}</code></dd>`,
        )}
      </dl>
      <p>Go back in your browser to sign in.</p>
      <p class="hint">${NOT_XERO}</p>
    </main>`,
  );
}

/** Xero's own error page, which leads nowhere. */
export function errorPage(message: string): Page {
  return page(
    'Error',
    html`<main class="narrow">
      <h1>Sorry, something went wrong</h1>
      <p class="problem" role="alert">Error: ${message}</p>
      <p>Error code: 500</p>
      <p class="hint">${NOT_XERO}</p>
    </main>`,
  );
}
