/**
 * The one source of time: `now` for reading it, `sleep` for waiting on it.
 * `sleep` rejects with the signal's reason when the signal is aborted.
 */
export type Clock = { now(): Date; sleep(ms: number, signal?: AbortSignal): Promise<void> };
