import { Button, Group } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { TextLink } from '../components/links.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { FailureAlert } from '../components/problem-alert.tsx';
import { PublicPage } from './public-page.tsx';

const title = 'This page cannot be shown';

/** What went wrong while a page was opened, with a way to try again; within the frame of the signed-in pages. */
export function ErrorPage(props: ErrorComponentProps) {
  return (
    <>
      <PageTitle title={title} />
      <Failure {...props} />
    </>
  );
}

/** The same where there is no frame around it: on a public page, or when the session cannot be read. */
export function UnframedErrorPage(props: ErrorComponentProps) {
  return (
    <PublicPage title={title}>
      <Failure {...props} />
    </PublicPage>
  );
}

function Failure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const retry = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  return (
    <FailureAlert
      error={error}
      action={
        <Group>
          <Button onClick={retry}>Try again</Button>
          <TextLink to="/" c="inherit" underline="always">
            Go to the start
          </TextLink>
        </Group>
      }
    />
  );
}
