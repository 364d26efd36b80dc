import { answerWithin } from "@colophon/sdk";
import { home, language, withoutBase } from "../config/site.ts";
import { isSecure } from "./device.ts";

/**
 * What a browser lets the site tell a person beside its pages. It may not have it, refuse it, or never answer; nothing
 * here throws for that, and nothing leaves the device.
 */

/** Whether the site may tell something: the browser's own three words, or why it cannot be asked at all. */
export type Permission = NotificationPermission | "missing" | "insecure";

export function permission(): Permission {
  if (!isSecure()) return "insecure";
  if (typeof globalThis.Notification !== "function") return "missing";
  return Notification.permission;
}

/** Asks the person, after a click of theirs. Some browsers leave the question open for ever, so nobody may wait for it. */
export async function askPermission(): Promise<Permission> {
  try {
    return await Notification.requestPermission();
  } catch {
    return permission();
  }
}

/** Tells when the permission was changed in the browser's own settings, where the browser says so. */
export function watchPermission(changed: () => void): () => void {
  let stop = () => {};
  let stopped = false;
  void answerWithin(2_000, () => navigator.permissions?.query({ name: "notifications" }), undefined).then((status) => {
    if (!status || stopped) return;
    status.addEventListener("change", changed);
    stop = () => status.removeEventListener("change", changed);
  });
  return () => {
    stopped = true;
    stop();
  };
}

/** One thing to tell, and the page of the site that it leads to. What has the same tag is told once. */
export type Message = { title: string; body: string; tag: string; path: string };

/**
 * Shows a notification by what answers for the site without a network, so that a click works from everywhere; where there
 * is none, by the page itself. False if the browser shows it neither way.
 */
export async function notify({ title, body, tag, path }: Message, open: (path: string) => void): Promise<boolean> {
  const options = { body, tag, icon: `${home}icons/192.png`, lang: language, data: { path } };
  const keeper = await answerWithin(2_000, () => navigator.serviceWorker?.getRegistration(home), undefined);
  if (keeper?.active) {
    const shown = keeper.showNotification(title, options).then(() => true);
    if (await answerWithin(5_000, () => shown, false)) return true;
  }
  try {
    const shown = new Notification(title, options);
    shown.onclick = () => {
      window.focus();
      open(path);
      shown.close();
    };
    return true;
  } catch {
    return false;
  }
}

/** Takes this tab to the page of a notification that was clicked, when offline/serviceWorker.ts asks it to. */
export function followClicks(open: (path: string) => void): () => void {
  const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const follow = ({ data, ports: [port] }: MessageEvent<{ open?: unknown }>) => {
    if (typeof data?.open !== "string") return;
    port?.postMessage("opened");
    open(withoutBase(data.open));
  };
  worker?.addEventListener("message", follow);
  return () => worker?.removeEventListener("message", follow);
}
