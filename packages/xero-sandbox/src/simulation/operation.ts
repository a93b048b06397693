import { Refusal } from '../books/refusal.ts';
import type { World } from './world.ts';

/** What became of one operation; the text tells it to the reader of a failure. */
export interface Outcome {
  readonly refused: boolean;
  readonly told: string;
}

/** Something that a person or an app tries; whether the books allow it is theirs to say. */
export type Operation = (world: World) => Promise<Outcome>;

/** Does it as an accountant would, with a verb of the books. Anything but a Refusal is a failure of the sandbox. */
export async function byVerb(told: string, act: () => unknown): Promise<Outcome> {
  try {
    act();
    return { refused: false, told: `verb ${told}` };
  } catch (error) {
    if (!(error instanceof Refusal)) throw new Error(`verb ${told}`, { cause: error });
    return { refused: true, told: `verb ${told} was refused: ${error.message}` };
  }
}

/** Does it as an app would. Anything but success, a 400 or a 404 is a failure of the sandbox. */
export async function byApi(
  world: World,
  method: 'PUT' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<Outcome> {
  const response = await world.call(path, method, body);
  const told = `${method} ${path} ${JSON.stringify(body) ?? ''}: ${response.status}`;
  const text = await response.text();
  if (response.ok) return { refused: false, told };
  if (response.status !== 400 && response.status !== 404) throw new Error(`${told} ${text}`);
  const messages = [...text.matchAll(/"Message":"([^"]+)"/g)].map((match) => match[1]);
  return { refused: true, told: `${told} ${messages.join(' ')}` };
}

/** Nothing there to do it to. */
export function nothingToDo(told: string): Outcome {
  return { refused: true, told: `nothing for ${told}` };
}

/** One of the items, or undefined when there is none. */
export function some<T>({ random }: World, items: readonly T[]): T | undefined {
  return items[random.below(Math.max(1, items.length))];
}

/** Mostly one that fits, now and then any: what must be refused is a part of the game. */
export function target<T>(world: World, items: readonly T[], fits: (item: T) => boolean): T | undefined {
  const fitting = items.filter(fits);
  return fitting.length > 0 && !world.random.chance(15) ? some(world, fitting) : some(world, items);
}

/** An odd amount with so many decimals, up to so many whole units. */
export function odd({ random }: World, decimals: number, limit = 900): string {
  const minor = 1 + random.below(limit * 10 ** decimals);
  return (minor / 10 ** decimals).toFixed(decimals);
}

/** How many decimals amounts of a currency have. */
export function decimalsOf(currency: string): number {
  if (currency === 'JPY') return 0;
  return currency === 'KWD' ? 3 : 2;
}
