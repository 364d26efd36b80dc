/**
 * What counts as now for a right that begins or ends, in seconds since 1970: this device's clock, but never before the
 * block that was read. A quiet chain's last block may be old; a local chain's may be ahead.
 */
export function latestTime(block: { time: number }, now = Date.now()): number {
  return Math.max(block.time, Math.floor(now / 1000));
}
