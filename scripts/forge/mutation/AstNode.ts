/** A node of the compiler's syntax tree. `src` is "start:length:file", in bytes. */
export type AstNode = { nodeType: string; src: string; [key: string]: unknown };
