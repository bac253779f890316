/** The most memory that this process has had, in bytes. */
import { readFileSync } from 'node:fs';

/** On Linux from the process's own address space: what `getrusage` tells begins with the size of the process that started this one. */
export function peakMemory(): number {
  if (process.platform === 'linux') {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  }
  return process.resourceUsage().maxRSS * 1024;
}
