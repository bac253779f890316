/** A process that does nothing, and prints the peak of its memory in bytes. */
import { peakMemory } from './peak.ts';

console.log(peakMemory());
