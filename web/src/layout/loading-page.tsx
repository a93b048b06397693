import { Container } from '@mantine/core';
import { LoadingRows } from '../components/loading-rows.tsx';

/** Shown while a page is on its way. */
export function LoadingPage() {
  return (
    <Container size="lg" py="xl">
      <LoadingRows />
    </Container>
  );
}
