/** A public file that goes into the content store. */
export type Upload = { name: string; bytes: Uint8Array };
