import { useSyncExternalStore } from "react";

/**
 * Whose time it is. A right begins and ends by the network's time, never by this device's clock, which may be years off.
 * But a quiet network's last block may be hours old, so its time alone will not do: the device's clock counts until
 * somebody contradicts it, and from then on it is put right by what they say.
 */

/** How far this device's clock may be off before it counts as wrong, in seconds. Blocks and answers are late by less. */
const tolerance = 5 * 60;

/** How close together two looks at the network must be for a block between them to be called new, in milliseconds. */
const closeLooks = 2 * 60_000;

/** By how many seconds this device's clock is ahead (behind, if negative), and who says so. */
export type Skew = { seconds: number; by: "network" | "site" };

type Head = { number: bigint; time: number };

/** A clock that is put right by the network and by the site; of one page, by {@link clock}. */
export function createClock() {
  let skew: Skew | undefined;
  let last: { chainId: number; number: bigint; device: number; ticks: number } | undefined;
  const listeners = new Set<() => void>();

  const put = (next: Skew | undefined) => {
    const same = next?.by === skew?.by && Math.abs((next?.seconds ?? 0) - (skew?.seconds ?? 0)) < tolerance;
    if (same) return;
    skew = next;
    for (const listener of listeners) listener();
  };
  const aheadOf = (time: number, device: number) => Math.floor(device / 1000) - time;

  return {
    skew: () => skew,

    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },

    /** Now, in seconds since 1970: this device's clock, put right. */
    now: (device = Date.now()) => Math.floor(device / 1000) - (skew?.seconds ?? 0),

    /** What this site's server said the time is, in seconds. It counts until the network says more. */
    noteSite(time: number, device = Date.now()): void {
      const seconds = aheadOf(time, device);
      if (skew?.by !== "network" && Math.abs(seconds) > tolerance) put({ seconds, by: "site" });
    },

    /**
     * The network's latest block. It tells the time if it agrees with this device, if it is later than this device, or if
     * it came while we looked: then the blocks of this network come, and it is not an old one of a quiet network.
     */
    noteHead(chainId: number, { number, time }: Head, device = Date.now(), ticks = performance.now()): void {
      const before = last?.chainId === chainId ? last : undefined;
      last = { chainId, number, device, ticks };
      const seconds = aheadOf(time, device);
      if (Math.abs(seconds) <= tolerance) put(undefined);
      else if (seconds < 0) put({ seconds, by: "network" });
      if (!before || seconds <= tolerance) return;
      // A device that slept has clocks that stood still; the later of both is how long it was.
      const between = Math.max(device - before.device, ticks - before.ticks);
      if (number > before.number && between < closeLooks) put({ seconds, by: "network" });
      // A chain that was started anew, or put back.
      else if (number < before.number && skew?.by === "network") put(undefined);
    },
  };
}

/** The clock of this page. */
export const clock = createClock();

/** How far this device's clock is off, once somebody has said so. */
export function useSkew(): Skew | undefined {
  return useSyncExternalStore(clock.subscribe, clock.skew);
}
