export function intentLockName(chainId: number, account: string, intent: string): string {
  return `colophon:${chainId}:${account.toLowerCase()}:${intent}`;
}

/**
 * Runs an action that no other tab of this browser runs at the same time. Returns undefined if one does, so that a
 * second click or a second tab cannot pay twice.
 */
export async function withIntentLock<Result>(name: string, action: () => Promise<Result>): Promise<Result | undefined> {
  if (!navigator.locks) return action();
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => (lock ? action() : undefined));
}

/** Whether some tab is running the action: its wallet may still be waiting for an answer. */
export async function isIntentLocked(name: string): Promise<boolean> {
  if (!navigator.locks) return false;
  const { held } = await navigator.locks.query();
  return held?.some((lock) => lock.name === name) ?? false;
}
