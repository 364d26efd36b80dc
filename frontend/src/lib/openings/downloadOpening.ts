import { canonicalJson, type Opening } from "@colophon/sdk";
import { downloadFile } from "../files/downloadFile.ts";
import { openingFileName } from "./openingFileName.ts";

/** Gives a person their opening as a file. */
export function downloadOpening(opening: Opening, name: string): void {
  downloadFile(openingFileName(name), canonicalJson(opening));
}
