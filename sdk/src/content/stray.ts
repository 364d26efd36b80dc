const strayNames = new Set([
  ...[".ds_store", ".localized", "icon\r", ".apdisk", ".volumeicon.icns", ".com.apple.timemachine.supported"],
  ...["thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", ".directory"],
]);

const strayFolders = new Set([
  ...["__macosx", ".appledouble", ".spotlight-v100", ".trashes", ".fseventsd", ".temporaryitems"],
  ...[".documentrevisions-v100", "$recycle.bin", "system volume information", "@eadir", "lost+found"],
]);

/** Resource forks of macOS, and what network drives keep of files that were deleted while somebody read them. */
const strayBeginning = /^(?:\._|\.nfs|\.fuse_hidden)/;

/**
 * Whether a path within a folder is that of a file that operating systems put there by themselves, and change when they
 * like: it is no part of anybody's work. The verifier in Python and docs/formats.md have the same names.
 */
export function isStray(path: string): boolean {
  const folders = path.toLowerCase().split("/");
  const name = folders.pop() ?? "";
  return strayNames.has(name) || strayBeginning.test(name) || folders.some((folder) => strayFolders.has(folder));
}
