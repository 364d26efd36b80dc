/** Some bytes of a file: from `from` up to but not including `to`, both on borders of chunks or at the file's end. */
export type FileRange = {
  from: number;
  to: number;
  /** Of the whole file, in bytes. */
  size: number;
};
