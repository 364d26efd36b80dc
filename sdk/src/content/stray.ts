// Every page that takes files loads this: one expression is the smallest form. Names of files, then of folders.
const stray =
  /(^|\/)((\._[^/]*|\.(ds_store|localized|apdisk|directory)|icon\r|(eh)?thumbs\.db|desktop\.ini)$|(__macosx|\.(appledouble|spotlight-v100|fseventsd|trashes)|@eadir|#recycle|\$recycle\.bin|system volume information|lost\+found)\/)/i;

/**
 * Whether a path within a folder is that of a file that operating systems and storage devices put there by themselves,
 * and change when they like: it is no part of anybody's work. The verifier in Python and docs/formats.md have the same
 * names.
 */
export const isStray = (path: string): boolean => stray.test(path);
