import { ButtonLink } from '../components/links.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { PublicPage } from './public-page.tsx';

const title = 'There is no such page';
const description = 'The address may be mistyped, or what it named may have been removed.';

/** No page has this address; within the frame of the signed-in pages. */
export function NotFoundPage() {
  return (
    <>
      <PageTitle title={title} description={description} />
      <ButtonLink to="/">Go to the start</ButtonLink>
    </>
  );
}

/** No page has this address; where there is no frame around it. */
export function UnknownAddressPage() {
  return (
    <PublicPage title={title} description={description}>
      <ButtonLink to="/">Go to the start</ButtonLink>
    </PublicPage>
  );
}
