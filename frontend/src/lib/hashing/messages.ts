/** To both workers, first: their ends of the channel that carries the bytes from one to the other. */
export type ConnectMessage = { type: "connect"; port: MessagePort };

/** To the reader: one more file. */
export type FileMessage = { type: "file"; index: number; file: File };

/** From the reader to the SHA-256 worker. Buffers are handed over, not copied. */
export type PieceMessage =
  | { type: "piece"; buffer: ArrayBuffer; length: number }
  | { type: "end"; index: number }
  | { type: "abandon" };

/** From the SHA-256 worker to the reader: a piece is done, and its buffer free again. */
export type DoneMessage = { type: "done"; buffer: ArrayBuffer; length: number };

/** From both workers to the page. */
export type ReportMessage =
  | { type: "ready" }
  | { type: "unavailable"; message: string }
  | { type: "alive" }
  | { type: "progress"; index: number; bytes: number }
  | { type: "digest"; algorithm: "sha256" | "blake3"; index: number; size: number; digest: `0x${string}` }
  | { type: "unreadable"; index: number; name: string; message: string };
