import { createHash } from 'node:crypto';

/**
 * When an integration's next run by itself is due: the first instant after `after` that falls on its own place in the
 * interval. The place comes from its id, so that the runs of many integrations spread evenly and stay where they are.
 */
export function nextSlot(integrationId: string, after: Date, intervalMinutes: number): Date {
  const interval = intervalMinutes * 60_000;
  const place = createHash('sha256').update(integrationId).digest().readUInt32BE() % interval;
  const sinceSlot = (((after.getTime() - place) % interval) + interval) % interval;
  return new Date(after.getTime() - sinceSlot + interval);
}
