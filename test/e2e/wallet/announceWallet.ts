export type AnnouncedWallet = {
  /** The name of the function that leads to the test process. */
  binding: string;
  info: { uuid: string; name: string; icon: string; rdns: string };
};

type Answer = { result: unknown } | { error: { code: number; message: string; data?: unknown } };
type Listener = (value: unknown) => void;
type WalletWindow = Record<string, ((message: string) => Promise<string>) | ((event: string, value: unknown) => void)>;

/**
 * Runs in the page before its own scripts: a provider (EIP-1193) that announces itself (EIP-6963) as a wallet extension
 * does. It holds no key and decides nothing; whatever it is asked goes to the test process.
 */
export function announceWallet({ binding, info }: AnnouncedWallet): void {
  const page = window as unknown as WalletWindow;
  const listeners = new Map<string, Set<Listener>>();
  const provider = {
    async request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
      const ask = page[binding] as (message: string) => Promise<string>;
      const answer = JSON.parse(await ask(JSON.stringify({ method, params }))) as Answer;
      if ("error" in answer) throw Object.assign(new Error(answer.error.message), answer.error);
      return answer.result;
    },
    on(event: string, listener: Listener) {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
    },
    removeListener(event: string, listener: Listener) {
      listeners.get(event)?.delete(listener);
    },
  };
  page[`${binding}Emit`] = (event: string, value: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(value);
  };
  const announce = () => {
    const detail = Object.freeze({ info: Object.freeze(info), provider });
    window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  };
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
}
