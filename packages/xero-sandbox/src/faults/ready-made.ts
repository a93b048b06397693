/** Answers as Xero gives them on a bad day, by name. */
export const READY_MADE = {
  // The three sentences of Xero's documentation of response codes.
  'organisation-offline': plain('The Organisation is offline'),
  maintenance: plain('The Xero API is currently offline for maintenance'),
  unavailable: plain('The Xero API is temporarily unavailable'),
  // The sentence is Xero's, as integrators reported; the page around it is made up.
  'error-page': page(
    500,
    'Error',
    'An error occurred in Xero. Check the API Status page http://status.developer.xero.com for current service status.',
  ),
  'access-denied-html': page(403, 'Access Denied', 'Access Denied'),
} as const;

export type ReadyMade = keyof typeof READY_MADE;

export const READY_MADE_NAMES = Object.keys(READY_MADE) as readonly ReadyMade[];

function plain(body: string) {
  return { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

function page(status: number, title: string, sentence: string) {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${sentence}</p></body></html>`,
  };
}
