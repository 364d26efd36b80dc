import { answerWithin } from "@colophon/sdk";

/**
 * What a page asks of the browser that is not its own: to keep things, to copy, to hold a lock. The browser may not
 * have it, refuse it, or put a question to the person that nobody answers; nothing here waits for that, or throws.
 */

/** How long the browser may take for an answer that nothing depends on, in milliseconds. */
const patience = 2_000;

/** For a lock, which keeps people from paying twice: even a busy machine has answered by then. */
const lockPatience = 10_000;

/**
 * Asks the browser not to clear what this site keeps when the disk is full. Some ask the person, in a bar that can stand
 * for ever, so it is asked and not waited for.
 */
export function askToKeep(): void {
  void answerWithin(patience, () => navigator.storage?.persist?.(), false);
}

/** Copies a text, in the older way where the newer is missing or forbidden. False if the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  const write = async () => {
    await navigator.clipboard.writeText(text);
    return true;
  };
  return (await answerWithin(patience, write, false)) || copySelection(text);
}

/** Whether the browser can hand an address to another program, as those of phones do. */
export const canSendLink = (): boolean => typeof navigator.share === "function";

/** Hands an address to another program, which the person chooses. Whoever changes their mind is told nothing. */
export async function sendLink(link: { title: string; url: string }): Promise<void> {
  await navigator.share(link).catch(() => undefined);
}

/** Pages that came over plain http have this way only. */
function copySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("aria-hidden", "true");
  field.style.position = "fixed";
  field.style.opacity = "0";
  const before = document.activeElement;
  // Within an open dialog, which takes the focus back from everything outside it.
  (before?.closest('[role="dialog"], dialog') ?? document.body).append(field);
  try {
    field.select();
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}

/**
 * Runs an action that no other tab of this browser runs at the same time. Returns undefined if one does, so that a
 * second click or a second tab cannot pay twice. Where the browser has no locks, refuses them (storage is blocked) or
 * does not answer, the action runs without one.
 */
export function withLock<Result>(name: string, action: () => Promise<Result>): Promise<Result | undefined> {
  const { locks } = navigator;
  if (!locks) return action();
  return new Promise((resolve, reject) => {
    let begun = false;
    const begin = (run: () => Promise<Result | undefined>): Promise<Result | undefined> => {
      // A lock that comes after the action began without it is given back at once.
      if (begun) return Promise.resolve(undefined);
      begun = true;
      clearTimeout(timer);
      const result = run();
      result.then(resolve, reject);
      return result;
    };
    const timer = setTimeout(() => begin(action), lockPatience);
    const unlocked = () => void begin(action);
    try {
      locks
        .request(name, { ifAvailable: true }, (lock) => begin(async () => (lock ? action() : undefined)))
        .catch(unlocked);
    } catch {
      unlocked();
    }
  });
}

/** Whether some tab holds the lock: its wallet may still be waiting for an answer. */
export async function isLocked(name: string): Promise<boolean> {
  const found = await answerWithin(patience, () => navigator.locks?.query(), undefined);
  return found?.held?.some((lock) => lock.name === name) ?? false;
}

/** Whether the page came over https, or from this machine: else anybody on the way could have changed it. */
export function isSecure(): boolean {
  return window.isSecureContext !== false;
}

/** A file of this site's own on the disk: for what is too large to be held in memory. */
export type ScratchFile = {
  write: (bytes: Uint8Array) => Promise<void>;
  /** Ends the writing, and gives what was written; before that there is no such file. */
  finish: () => Promise<Blob>;
  discard: () => Promise<void>;
};

const scratchFolder = "opened";

/**
 * A new scratch file; undefined where the browser has no such place. What other visits left there is removed first: it
 * may hold what a person opened.
 *
 * @param visit What the files of this visit begin with.
 */
export async function scratchFile(visit: string, name: string): Promise<ScratchFile | undefined> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(scratchFolder, { create: true });
    for await (const key of folder.keys()) {
      if (!key.startsWith(visit)) await folder.removeEntry(key).catch(() => undefined);
    }
    const handle = await folder.getFileHandle(`${visit}-${name}`, { create: true });
    const writable = await handle.createWritable();
    return {
      write: (bytes) => writable.write(bytes as Uint8Array<ArrayBuffer>),
      async finish() {
        await writable.close();
        return handle.getFile();
      },
      async discard() {
        await writable.abort().catch(() => undefined);
        await folder.removeEntry(handle.name).catch(() => undefined);
      },
    };
  } catch {
    return undefined;
  }
}
