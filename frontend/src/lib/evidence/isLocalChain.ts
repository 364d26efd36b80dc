/** The chain numbers that development chains use everywhere. Whoever runs such a chain can rewrite it. */
export function isLocalChain(chainId: number): boolean {
  return chainId === 31337 || chainId === 1337;
}
