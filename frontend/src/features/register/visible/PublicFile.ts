/** A file that becomes public, with the exact bytes that do. */
export type PublicFile = {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Of a picture, in pixels. */
  width?: number;
  height?: number;
  /** Of a cover: the same picture, small. */
  thumbnail?: Thumbnail;
};

export type Thumbnail = { type: string; bytes: Uint8Array<ArrayBuffer>; width: number; height: number };
