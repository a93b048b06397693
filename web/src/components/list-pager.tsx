import { Button, Group } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useSearchChange } from './search-change.ts';
import { nextPage, previousPage } from './trail.ts';

type ListPagerProps = { nextCursor: string | null; previous?: string; next?: string };

/** Steps through a list page by page, with the place and the way back kept in the address. Nothing for a single page. */
export function ListPager({ nextCursor, previous = 'Previous', next = 'Next' }: ListPagerProps) {
  const place: { cursor?: string; trail?: string } = useSearch({ strict: false });
  const change = useSearchChange();
  if (place.cursor === undefined && nextCursor === null) return null;
  return (
    <Group component="nav" aria-label="Pages of this list" justify="space-between" mt="md">
      <Button
        variant="default"
        leftSection={<IconArrowLeft size={16} aria-hidden />}
        disabled={place.cursor === undefined}
        onClick={() => change(previousPage(place))}
      >
        {previous}
      </Button>
      <Button
        variant="default"
        rightSection={<IconArrowRight size={16} aria-hidden />}
        disabled={nextCursor === null}
        onClick={() => nextCursor !== null && change(nextPage(place, nextCursor))}
      >
        {next}
      </Button>
    </Group>
  );
}
