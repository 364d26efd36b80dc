const names = new Set([".ds_store", "thumbs.db", "desktop.ini"]);

/** Whether an operating system put this file there by itself: it would change later and break every comparison. */
export function isSystemFile(path: string): boolean {
  return names.has((path.split("/").at(-1) ?? "").toLowerCase());
}
