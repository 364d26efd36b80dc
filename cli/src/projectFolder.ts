import { join } from "node:path";

/** Where this repository is. */
export const projectFolder = join(import.meta.dirname, "../..");
