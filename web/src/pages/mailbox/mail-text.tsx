import { Anchor, Text } from '@mantine/core';
import { piecesOf } from './pieces-of.ts';

/** A mail's text as it was written, with its links to follow. */
export function MailText({ text }: { text: string }) {
  return (
    <Text component="div" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {piecesOf(text).map(({ at, words, link }) =>
        link ? (
          <Anchor key={at} href={words} underline="always" inherit>
            {words}
          </Anchor>
        ) : (
          words
        ),
      )}
    </Text>
  );
}
