/** A file that the person chose, with its path in the folder it came in (just its name if it came alone). */
export type ChosenFile = { path: string; file: File };

export type ChosenFiles = {
  files: readonly ChosenFile[];
  /** Files that operating systems leave in folders by themselves; they are not part of anybody's work. */
  leftOut: readonly string[];
  /** What could not be read, with its path. */
  unreadable: readonly string[];
  /** The name of the folder, if one single folder was chosen. */
  folder: string | undefined;
};
