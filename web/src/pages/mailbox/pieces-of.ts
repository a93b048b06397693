/** A piece of a text: plain words, or an http(s) address; `at` is where it begins. */
export type Piece = { at: number; words: string; link: boolean };

/** Splits a text into plain words and links; a full stop or bracket after an address does not belong to it. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]]/g)) {
    if (match.index > end) pieces.push({ at: end, words: text.slice(end, match.index), link: false });
    pieces.push({ at: match.index, words: match[0], link: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ at: end, words: text.slice(end), link: false });
  return pieces;
}
