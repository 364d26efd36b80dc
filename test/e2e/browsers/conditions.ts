import type { BrowserContext } from "@playwright/test";
import { rpcUrl } from "../support/chain.ts";
import type { Guard } from "../support/page.ts";

/** Something that people's browsers are like, and that a page must hold in. */
export type Condition = {
  name: string;
  /** Makes the browser so, before its first page. */
  apply(context: BrowserContext, guard: Guard): Promise<void>;
};

/** Every text is put into two elements, as Google's translator does, again and again while the page changes. */
function translate(): void {
  const wrap = (text: Text) => {
    if (!text.data.trim() || text.parentElement?.closest("font, script, style, textarea")) return;
    const outer = document.createElement("font");
    const inner = outer.appendChild(document.createElement("font"));
    text.replaceWith(outer);
    inner.append(text);
  };
  const wrapAll = () => {
    const texts: Text[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) wrap(text);
  };
  document.addEventListener("DOMContentLoaded", () => {
    document.documentElement.classList.add("translated-ltr");
    wrapAll();
    new MutationObserver(wrapAll).observe(document.body, { childList: true, subtree: true });
  });
}

/** The browser keeps nothing and says so by throwing, as with all cookies blocked. */
function blockStorage(): void {
  const refuse = () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
  for (const name of ["localStorage", "sessionStorage", "indexedDB"])
    Object.defineProperty(window, name, { configurable: true, get: refuse });
  Object.defineProperty(window, "BroadcastChannel", { configurable: true, value: refuse });
  if (navigator.locks) Object.defineProperty(navigator.locks, "request", { value: async () => refuse() });
}

/** The device's clock goes right, but two years ahead. */
function moveClock(): void {
  const ahead = 730 * 86_400_000;
  const Real = Date;
  const now = () => Real.now() + ahead;
  const Moved = function (this: unknown, ...given: number[]) {
    if (!new.target) return new Real(now()).toString();
    return given.length === 0 ? new Real(now()) : new Real(...(given as [number]));
  };
  Object.setPrototypeOf(Moved, Real);
  Moved.prototype = Real.prototype;
  Object.defineProperty(Moved, "now", { value: now });
  window.Date = Moved as unknown as DateConstructor;
}

/** As a browser of 2023 on a page that came over plain http, whose questions to the person nobody answers. */
function growOld(): void {
  const remove = (owner: object, name: string) =>
    Object.defineProperty(owner, name, { configurable: true, value: undefined });
  remove(AbortSignal, "any");
  remove(AbortSignal, "timeout");
  remove(crypto, "randomUUID");
  remove(crypto, "subtle");
  remove(window, "structuredClone");
  remove(navigator, "locks");
  remove(navigator, "clipboard");
  Object.defineProperty(window, "isSecureContext", { configurable: true, value: false });
  if (navigator.storage)
    Object.defineProperty(navigator.storage, "persist", { configurable: true, value: () => new Promise(() => {}) });
}

const inPage = (name: string, script: () => void): Condition => ({
  name,
  apply: async (context) => {
    await context.addInitScript(script);
  },
});

/** Every third answer of the node is a refusal, because somebody asks too much. */
const busyNode: Condition = {
  name: "a node that limits how often it is asked",
  async apply(context, guard) {
    let asked = 0;
    guard.allow(/429/);
    await context.route(rpcUrl, async (route) => {
      asked += 1;
      if (asked % 3 === 0)
        await route.fulfill({ status: 429, headers: { "retry-after": "1" }, body: "Too many requests" });
      else await route.continue();
    });
  },
};

export const asItIs: Condition = { name: "a browser as it is", apply: async () => {} };

export const conditions: readonly Condition[] = [
  asItIs,
  inPage("a page that the browser translates", translate),
  inPage("site data blocked", blockStorage),
  inPage("a clock that is two years ahead", moveClock),
  inPage("an old browser, over plain http, that waits for an answer", growOld),
  busyNode,
];
