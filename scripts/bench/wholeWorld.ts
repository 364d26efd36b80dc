import { worldwide } from "@colophon/sdk";
/** Every territory, as terms name it on the chain. */
export const wholeWorld = { decimal: String(worldwide) };
