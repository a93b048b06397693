import { Container } from '@mantine/core';
import { ButtonLink } from '../components/links.tsx';
import { PageTitle } from '../components/page-title.tsx';

/** No page has this address. */
export function NotFoundPage() {
  return (
    <Container size="sm" py="xl">
      <PageTitle
        title="There is no such page"
        description="The address may be mistyped, or what it named may have been removed."
      />
      <ButtonLink to="/">Go to the start</ButtonLink>
    </Container>
  );
}
