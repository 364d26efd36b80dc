import type { PublicFile } from "./PublicFile.ts";

export type PublicFileResult = { ok: true; file: PublicFile } | { ok: false; error: string };
