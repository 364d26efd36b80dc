import type { ChainConfig } from "./RuntimeConfig.ts";

/** Whether the demo people may appear: on the local development chain only, and only when this site says so. */
export function hasDemo(chain: ChainConfig): boolean {
  return chain.id === 31337 && chain.demo;
}
