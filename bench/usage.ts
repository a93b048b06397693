import { writeFileSync } from 'node:fs';

/** What this process has used: its largest resident set in bytes, and its time on processors in milliseconds. */
export type Usage = { peakMemory: number; cpuMs: number };

export function readUsage(): Usage {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  return { peakMemory: maxRSS * 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 };
}

/** Lets the peak start again from now, so that creating a store does not hide what reading takes; only Linux can. */
export function forgetPeak(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}
