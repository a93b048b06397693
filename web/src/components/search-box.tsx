import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useSearchChange } from './search-change.ts';

/** Searches as one types, a moment after the last key; the words are kept in the address as `q`. */
export function SearchBox({ label, placeholder }: { label: string; placeholder?: string }) {
  const { q = '' }: { q?: string } = useSearch({ strict: false });
  const [text, setText] = useState(q);
  const sought = useRef(q);
  const change = useSearchChange();
  const seek = useDebouncedCallback((words: string) => {
    sought.current = words.trim();
    change({ q: words.trim() || undefined }, { replace: true });
  }, 300);

  // Only when the address changed by itself (Back, a link): an echo of our own change must not undo later keys.
  useEffect(() => {
    if (q === sought.current) return;
    sought.current = q;
    setText(q);
  }, [q]);

  const write = (words: string) => {
    setText(words);
    seek(words);
  };
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder ?? label}
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text !== '' && <CloseButton aria-label="Clear the search" onClick={() => write('')} />}
      w={{ base: '100%', xs: 280 }}
    />
  );
}
