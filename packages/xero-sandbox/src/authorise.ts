/** How a person walks through the sign-in and consent pages. */
export interface Walk {
  readonly email: string;
  readonly password: string;
  readonly tenantId: string;
  readonly deny: boolean;
}

/**
 * Walks the sandbox's sign-in and consent pages over HTTP as a browser would, and answers with the address
 * of the app's callback, which it does not open. Ends in an error that quotes the page when one refuses.
 */
export async function walkPages(authoriseUrl: string, walk: Walk): Promise<string> {
  const login = await readPage(await fetch(authoriseUrl, { redirect: 'manual' }));
  const consent = await submit(authoriseUrl, login, { email: walk.email, password: walk.password });
  const consentUrl = consent.headers.get('location');
  if (consentUrl === null) throw refused(await consent.text());
  const page = await readPage(await fetch(new URL(consentUrl, authoriseUrl), { redirect: 'manual' }));
  if (!walk.deny && !page.includes(`value="${walk.tenantId}"`)) {
    throw new Error('The consent page does not offer that organisation.');
  }
  const answer = await submit(authoriseUrl, page, {
    tenantId: walk.tenantId,
    action: walk.deny ? 'cancel' : 'allow',
  });
  const callback = answer.headers.get('location');
  if (callback === null) throw refused(await answer.text());
  return callback;
}

async function readPage(response: Response): Promise<string> {
  const page = await response.text();
  if (!response.ok) throw refused(page);
  return page;
}

async function submit(base: string, page: string, fields: Record<string, string>): Promise<Response> {
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
  const authorisation = /name="authorisation" value="([^"]+)"/.exec(page)?.[1];
  if (action === undefined || authorisation === undefined) throw refused(page);
  const body = new URLSearchParams({ authorisation, ...fields });
  return fetch(new URL(action, base), { method: 'POST', body, redirect: 'manual' });
}

function refused(page: string): Error {
  const text = /role="alert">([^<]+)</.exec(page)?.[1] ?? 'no reason was given';
  return new Error(`The sandbox did not let the sign-in through: ${text}`);
}
