const files = /^(\._.*|\.ds_store|\.localized|\.apdisk|\.directory|icon\r|thumbs\.db|ehthumbs\.db|desktop\.ini)$/;
const folders =
  /^(__macosx|\.appledouble|\.spotlight-v100|\.fseventsd|\.trashes|@eadir|#recycle|\$recycle\.bin|system volume information|lost\+found)$/;

/**
 * Whether a path within a folder is that of a file that operating systems and storage devices put there by themselves,
 * and change when they like: it is no part of anybody's work. The verifier in Python and docs/formats.md have the same
 * names.
 */
export function isStray(path: string): boolean {
  const parts = path.toLowerCase().split("/");
  return files.test(parts.pop() ?? "") || parts.some((part) => folders.test(part));
}
