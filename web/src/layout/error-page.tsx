import { Button, Container, Group } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { TextLink } from '../components/links.tsx';
import { FailureAlert } from '../components/problem-alert.tsx';

/** What went wrong while a page was opened, with a way to try again. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  useDocumentTitle('Something went wrong · Ledgerport');
  const retry = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  return (
    <Container size="sm" py="xl">
      <FailureAlert
        error={error}
        action={
          <Group>
            <Button onClick={retry}>Try again</Button>
            <TextLink to="/">Go to the start</TextLink>
          </Group>
        }
      />
    </Container>
  );
}
