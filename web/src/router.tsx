import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { problemOf } from './api/problem.ts';
import { queryClient } from './api/queries.ts';
import { sessionQuery } from './api/session.ts';
import { ErrorPage, UnframedErrorPage } from './layout/error-page.tsx';
import { FirmLayout } from './layout/firm-layout.tsx';
import { LoadingPage } from './layout/loading-page.tsx';
import { NotFoundPage, UnknownAddressPage } from './layout/not-found-page.tsx';
import { SignedInLayout } from './layout/signed-in-layout.tsx';
import { RUN_STATUSES, RUN_TRIGGERS } from './pages/syncs/run-words.ts';
import { oneOf, optional, ownPath, place, text } from './search.ts';

const root = createRootRoute({
  component: Outlet,
  errorComponent: UnframedErrorPage,
  notFoundComponent: UnknownAddressPage,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>) => optional({ from: ownPath(search.from) }),
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const forgottenPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgotten-password',
  component: lazyRouteComponent(
    () => import('./pages/password/forgotten-password-page.tsx'),
    'ForgottenPasswordPage',
  ),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(
    () => import('./pages/password/reset-password-page.tsx'),
    'ResetPasswordPage',
  ),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./pages/invitation/invitation-page.tsx'), 'InvitationPage'),
});

const authorised = createRoute({
  getParentRoute: () => root,
  path: '/authorised',
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      outcome: text(search.outcome),
      integration: text(search.integration),
      firm: text(search.firm),
    }),
  component: lazyRouteComponent(() => import('./pages/authorised/authorised-page.tsx'), 'AuthorisedPage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: SignedInLayout,
  errorComponent: UnframedErrorPage,
  beforeLoad: async ({ location }) => {
    try {
      const { user } = await queryClient.ensureQueryData(sessionQuery);
      return { user };
    } catch (error) {
      if (problemOf(error).status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: { from: location.href === '/' ? undefined : location.href } });
    }
  },
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: ({ context: { user } }) => {
    const firm = user.firms[0];
    if (!user.staff && firm !== undefined) {
      throw redirect({ to: '/firms/$firmId', params: { firmId: firm.id } });
    }
    throw redirect({ to: user.staff ? '/firms' : '/account' });
  },
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account/account-page.tsx'), 'AccountPage'),
});

const staff = createRoute({
  getParentRoute: () => signedIn,
  id: 'staff',
  beforeLoad: ({ context: { user } }) => {
    if (!user.staff) throw notFound();
  },
});

const firms = createRoute({
  getParentRoute: () => staff,
  path: '/firms',
  validateSearch: (search: Record<string, unknown>) =>
    optional({ q: text(search.q), sort: oneOf(['name', 'attention'], search.sort), ...place(search) }),
  component: lazyRouteComponent(() => import('./pages/firms/firms-page.tsx'), 'FirmsPage'),
});

const newFirm = createRoute({
  getParentRoute: () => staff,
  path: '/firms/new',
  component: lazyRouteComponent(() => import('./pages/firms/new-firm-page.tsx'), 'NewFirmPage'),
});

const mailbox = createRoute({
  getParentRoute: () => staff,
  path: '/mailbox',
  validateSearch: place,
  component: lazyRouteComponent(() => import('./pages/mailbox/mailbox-page.tsx'), 'MailboxPage'),
});

const firm = createRoute({
  getParentRoute: () => signedIn,
  path: '/firms/$firmId',
  component: FirmLayout,
});

const overview = createRoute({
  getParentRoute: () => firm,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview/overview-page.tsx'), 'OverviewPage'),
});

const integrations = createRoute({
  getParentRoute: () => firm,
  path: '/integrations',
  component: lazyRouteComponent(
    () => import('./pages/integrations/integrations-page.tsx'),
    'IntegrationsPage',
  ),
});

const syncs = createRoute({
  getParentRoute: () => firm,
  path: '/integrations/$integrationId/syncs',
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      status: oneOf(RUN_STATUSES, search.status),
      trigger: oneOf(RUN_TRIGGERS, search.trigger),
      from: text(search.from),
      until: text(search.until),
      ...place(search),
    }),
  component: lazyRouteComponent(() => import('./pages/syncs/sync-history-page.tsx'), 'SyncHistoryPage'),
});

const setAside = createRoute({
  getParentRoute: () => firm,
  path: '/integrations/$integrationId/set-aside',
  component: lazyRouteComponent(() => import('./pages/syncs/set-aside-page.tsx'), 'SetAsidePage'),
});

const books = createRoute({
  getParentRoute: () => firm,
  path: '/integrations/$integrationId/books',
  validateSearch: (search: Record<string, unknown>) =>
    optional({ show: oneOf(['eventful'], search.show), ...place(search) }),
  component: lazyRouteComponent(() => import('./pages/books/books-page.tsx'), 'BooksPage'),
});

const sync = createRoute({
  getParentRoute: () => firm,
  path: '/syncs/$syncId',
  component: lazyRouteComponent(() => import('./pages/syncs/sync-page.tsx'), 'SyncPage'),
});

const conversion = createRoute({
  getParentRoute: () => firm,
  path: '/integrations/$integrationId/conversion',
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      kind: oneOf(['customer', 'invoice'], search.kind),
      show: oneOf(
        ['undecided', 'all', 'certain', 'likely', 'ambiguous', 'none', 'confirmed', 'rejected'],
        search.show,
      ),
      q: text(search.q),
      ...place(search),
    }),
  component: lazyRouteComponent(() => import('./pages/conversion/conversion-page.tsx'), 'ConversionPage'),
});

const customers = createRoute({
  getParentRoute: () => firm,
  path: '/customers',
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      q: text(search.q),
      show: oneOf(['active', 'archived', 'owing', 'all'], search.show),
      sort: oneOf(['name', '-name', 'due', '-due'], search.sort),
      ...place(search),
    }),
  component: lazyRouteComponent(() => import('./pages/customers/customers-page.tsx'), 'CustomersPage'),
});

const invoiceColumns = ['issued', 'due', 'number', 'amountDue', 'customer'] as const;
const invoiceSorts = invoiceColumns.flatMap((column) => [column, `-${column}`] as const);

const customer = createRoute({
  getParentRoute: () => firm,
  path: '/customers/$customerId',
  validateSearch: (search: Record<string, unknown>) =>
    optional({ sort: oneOf(invoiceSorts, search.sort), ...place(search) }),
  component: lazyRouteComponent(() => import('./pages/customers/customer-page.tsx'), 'CustomerPage'),
});

const invoices = createRoute({
  getParentRoute: () => firm,
  path: '/invoices',
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      q: text(search.q),
      status: text(search.status),
      sort: oneOf(invoiceSorts, search.sort),
      customerId: text(search.customerId),
      ...place(search),
    }),
  component: lazyRouteComponent(() => import('./pages/invoices/invoices-page.tsx'), 'InvoicesPage'),
});

const invoice = createRoute({
  getParentRoute: () => firm,
  path: '/invoices/$invoiceId',
  component: lazyRouteComponent(() => import('./pages/invoices/invoice-page.tsx'), 'InvoicePage'),
});

const credits = createRoute({
  getParentRoute: () => firm,
  path: '/credits',
  validateSearch: (search: Record<string, unknown>) =>
    optional({
      open: oneOf(['true'], search.open),
      customerId: text(search.customerId),
      ...place(search),
    }),
  component: lazyRouteComponent(() => import('./pages/credits/credits-page.tsx'), 'CreditsPage'),
});

const payments = createRoute({
  getParentRoute: () => firm,
  path: '/payments',
  validateSearch: (search: Record<string, unknown>) =>
    optional({ customerId: text(search.customerId), ...place(search) }),
  component: lazyRouteComponent(() => import('./pages/payments/payments-page.tsx'), 'PaymentsPage'),
});

const people = createRoute({
  getParentRoute: () => firm,
  path: '/people',
  validateSearch: place,
  component: lazyRouteComponent(() => import('./pages/people/people-page.tsx'), 'PeoplePage'),
});

/** Every page and its address. Search values are plain text: no JSON in an address that people read and share. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    forgottenPassword,
    resetPassword,
    invitation,
    authorised,
    signedIn.addChildren([
      home,
      account,
      staff.addChildren([firms, newFirm, mailbox]),
      firm.addChildren([
        overview,
        integrations,
        conversion,
        syncs,
        setAside,
        books,
        sync,
        customers,
        customer,
        invoices,
        invoice,
        credits,
        payments,
        people,
      ]),
    ]),
  ]),
  parseSearch: parseSearchWith((value) => value),
  stringifySearch: stringifySearchWith(String),
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  defaultPendingComponent: LoadingPage,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
