import type { Description } from "../description/Description.ts";
import type { Content } from "../files/Content.ts";
import type { Person } from "../people/Person.ts";
import type { PublicFile } from "../visible/PublicFile.ts";

/** A public file of the version before, a new one, or none. */
export type KeptFile = { kind: "kept" } | { kind: "new"; file: PublicFile } | { kind: "none" };

/** Everything a person typed and chose for a new version of a work. */
export type ReviseDraft = {
  version: 1;
  /** Whether there are new files; else the version before stays as it is. */
  newFiles: boolean;
  content: Content | undefined;
  hidden: readonly string[];
  stampDeclined: boolean;
  description: Description;
  people: readonly Person[];
  cover: KeptFile;
  preview: KeptFile;
  reason: string;
  /** Whether they are about to sign. */
  reviewing: boolean;
};
