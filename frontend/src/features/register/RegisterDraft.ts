import type { Description } from "./description/Description.ts";
import type { Content } from "./files/Content.ts";
import type { Person } from "./people/Person.ts";
import type { Registered } from "./review/Registered.ts";
import type { Source } from "./sources/Source.ts";
import type { PublicFile } from "./visible/PublicFile.ts";

/** Everything a person typed and chose for a registration. */
export type RegisterDraft = {
  version: 1;
  /** The step they are at. */
  step: number;
  content: Content | undefined;
  description: Description;
  people: readonly Person[];
  cover: PublicFile | undefined;
  preview: PublicFile | undefined;
  /** Paths of files that are not made findable. */
  hidden: readonly string[];
  /** The licences that allow it to be made from other works; missing if it is made from none. */
  sources?: readonly Source[] | undefined;
  /** The resale royalty, as typed. */
  resale?: string;
  /** Whether they register without a stamp. */
  stampDeclined: boolean;
  /** What came of it, until they begin another. */
  registered: Registered | undefined;
};
