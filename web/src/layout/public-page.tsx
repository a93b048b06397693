import { Center, Paper, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageTitle } from '../components/page-title.tsx';
import { Brand } from './brand.tsx';

type PublicPageProps = { title: string; description?: ReactNode; children: ReactNode };

/** The frame around a page that needs no sign-in. */
export function PublicPage({ title, description, children }: PublicPageProps) {
  return (
    <Center mih="100dvh" px="md" py="xl">
      <Stack w="100%" maw={440} gap="lg">
        <header>
          <Brand />
        </header>
        <Paper component="main" withBorder p={{ base: 'lg', sm: 'xl' }} radius="md" shadow="xs">
          <PageTitle title={title} description={description} />
          {children}
        </Paper>
      </Stack>
    </Center>
  );
}
