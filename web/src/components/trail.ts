/** A page of a list: its cursor (none on the first) and the cursors of the pages before it, joined by commas. */
export type Place = { cursor?: string | undefined; trail?: string | undefined };

/** The page after `place`, which begins at `nextCursor`. */
export function nextPage(place: Place, nextCursor: string): Place {
  if (place.cursor === undefined) return { cursor: nextCursor, trail: undefined };
  const walked = place.trail === undefined ? [] : [place.trail];
  return { cursor: nextCursor, trail: [...walked, encodeURIComponent(place.cursor)].join(',') };
}

/** The page before `place`; the first when the way there is not known. */
export function previousPage(place: Place): Place {
  const walked = place.trail?.split(',') ?? [];
  const last = walked.pop();
  return {
    cursor: last === undefined ? undefined : decodeURIComponent(last),
    trail: walked.length === 0 ? undefined : walked.join(','),
  };
}
