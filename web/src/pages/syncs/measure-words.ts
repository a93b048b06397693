import { formatCount } from '../../components/format-count.ts';
import { readerLocale } from '../../components/locale.ts';

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** Says a number of bytes in decimal units: `1 byte`, `812 bytes`, `1.4 MB`. */
export function bytesWords(bytes: number): string {
  if (bytes === 1) return '1 byte';
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.5 ? 0 : 1;
  return `${value.toLocaleString(readerLocale(), { maximumFractionDigits: digits })} ${BYTE_UNITS[unit]}`;
}

/** Says how long lies between two instants in UTC: `0.8 s`, `24 s`, `3 min 5 s`, `1 h 2 min`; never negative. */
export function durationWords(from: string, to: string): string {
  return millisecondsWords(Math.max(0, Date.parse(to) - Date.parse(from)));
}

/** Says a number of milliseconds: `0.8 s`, `24 s`, `3 min 5 s`, `1 h 2 min`. */
export function millisecondsWords(milliseconds: number): string {
  if (milliseconds < 9950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** Says a count with its noun: `1 call`, `1,204 calls`. */
export function countWords(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
