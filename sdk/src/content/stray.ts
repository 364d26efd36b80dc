const strayNames = new Set([".ds_store", ".localized", "thumbs.db", "ehthumbs.db", "desktop.ini"]);

/**
 * Whether a path within a folder is that of a file that operating systems put there by themselves, and change when they
 * like: it is no part of anybody's work. The verifier in Python and docs/formats.md have the same names.
 */
export function isStray(path: string): boolean {
  const folders = path.toLowerCase().split("/");
  const name = folders.pop() ?? "";
  return strayNames.has(name) || name.startsWith("._") || folders.includes("__macosx");
}
