/** A sandbox in a process of its own; memory in bytes, the largest resident set before and after its start. */
export type EmulatorReady = {
  url: string;
  tenantId: string;
  accessToken: string;
  startMs: number;
  memoryBefore: number;
  peakMemory: number;
};
