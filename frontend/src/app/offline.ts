import { useSyncExternalStore } from "react";
import { home } from "../config/site.ts";
import { isSecure } from "../lib/device.ts";
import { toasts } from "../ui/toasts.tsx";

/**
 * Whether this browser keeps the site, so that it opens without a network. What is kept, and when it is used, stands in
 * frontend/offline/serviceWorker.ts.
 */

/** What became of keeping the site, on this device. */
export type Kept =
  /** Nobody asked for it yet, or the files are on their way. */
  | { state: "waiting" }
  /** It opens without a network. */
  | { state: "kept" }
  /** It does, and a newer version comes with the next start. */
  | { state: "newer" }
  /** It cannot be, for a reason in words. */
  | { state: "refused"; sentence: string };

/** Where a page is, as far as it matters here. */
type Place = { protocol: string; pathname: string; secure: boolean; built: boolean; able: boolean };

/**
 * Why the site is not kept at a place, in a sentence; undefined if it can be.
 *
 * @param place Where the page is, whether the browser calls that secure, whether the site was built (and is not under
 * development), and whether the browser can keep sites at all.
 */
export function refusalAt({ protocol, pathname, secure, built, able }: Place): string | undefined {
  if (protocol === "file:") return "This page was opened as a file, which browsers keep nothing for.";
  if (/^\/ip[fn]s\//.test(pathname))
    return "This address shares its name with other sites of a gateway, and one of them could answer in place of another. Use an address where this site has a name of its own.";
  if (!secure) return "This page came without https, so it could be kept in a changed form. Open it by https.";
  if (!able) return "This browser keeps no sites, or a private window forbids it.";
  if (!built) return "This is a site under development: its pages must not be answered from what is kept.";
  return undefined;
}

const refusal = () =>
  refusalAt({
    protocol: location.protocol,
    pathname: location.pathname,
    secure: isSecure(),
    // Only a build has one: offline/plugin.ts.
    built: document.querySelector('link[rel="manifest"]') !== null,
    able: "serviceWorker" in navigator,
  });

let kept: Kept = { state: "waiting" };

const listeners = new Set<() => void>();

function note(next: Kept) {
  if (kept.state === next.state) return;
  kept = next;
  for (const listener of listeners) listener();
  if (next.state === "newer") toasts.show("A newer version of this site is there. It comes when you reload the page.");
}

let asked: Promise<ServiceWorkerRegistration | undefined> | undefined;

/** Keeps the site on this device, once. What a browser refuses is noted and nothing else: the page goes on without it. */
export function keepSite(): Promise<unknown> {
  asked ??= register().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    note({ state: "refused", sentence: `The browser did not keep this site: ${reason}` });
    return undefined;
  });
  return asked;
}

async function register(): Promise<ServiceWorkerRegistration | undefined> {
  const sentence = refusal();
  if (sentence !== undefined) {
    note({ state: "refused", sentence });
    return undefined;
  }
  // The list of what is kept must never come from a cache of the browser.
  const registration = await navigator.serviceWorker.register(`${home}sw.js`, {
    scope: home,
    updateViaCache: "none",
  });
  const look = async () => {
    const { active, waiting } = registration;
    if (waiting && active && !isOfThisPage(await entryOf(waiting))) note({ state: "newer" });
    else if (active?.state === "activated") note({ state: "kept" });
  };
  // Whichever page asked for it, and however far it has come.
  const follow = () => {
    const { installing, waiting, active } = registration;
    for (const worker of [installing, waiting, active]) worker?.addEventListener("statechange", look);
  };
  registration.addEventListener("updatefound", follow);
  follow();
  await look();
  return registration;
}

/** The script that the pages of a version begin with. */
function entryOf(worker: ServiceWorker): Promise<string> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(String(data));
    worker.postMessage("entry", [port2]);
  });
}

/** A page that was loaded after a deployment is of the newer version already, before that is kept. */
const isOfThisPage = (entry: string): boolean =>
  [...document.scripts].some(({ src }) => src === new URL(`${home}${entry}`, location.href).href);

/** How keeping the site stands. Whoever looks at it wants it kept. */
export function useKept(): Kept {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      void keepSite();
      return () => {
        listeners.delete(listener);
      };
    },
    () => kept,
  );
}
