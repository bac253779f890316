/** What this thread has had of the processor so far, in milliseconds: a bound on it holds whatever else the machine does. */
export function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
