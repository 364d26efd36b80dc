import { ColophonError } from "./errors.ts";
import { didYouMean, nearestOf } from "./words.ts";
export type Category = { id: string; label: string; examples: string };

/** What kinds of works there are, in WIPO's vocabulary and in the order of the Works contract's enumeration. */
export const categories = [
  { id: "literary", label: "Literary work", examples: "Novel, article, poem, script, speech" },
  { id: "musical", label: "Musical work", examples: "Composition, song, score, lyrics" },
  { id: "artistic", label: "Artistic work", examples: "Painting, drawing, illustration, sculpture, map" },
  { id: "photographic", label: "Photographic work", examples: "Photograph, photo series" },
  { id: "audiovisual", label: "Audiovisual work", examples: "Film, series, video, animation, game footage" },
  { id: "sound-recording", label: "Sound recording", examples: "Master recording, podcast, field recording" },
  { id: "performance", label: "Performance", examples: "Concert, play, dance, reading" },
  { id: "broadcast", label: "Broadcast", examples: "Radio or television programme, live stream" },
  { id: "software", label: "Computer program", examples: "Application, library, game, model code" },
  { id: "database", label: "Database", examples: "Data set, catalogue, collection" },
  { id: "design", label: "Industrial design", examples: "Product shape, pattern, typeface, interface" },
  { id: "invention", label: "Invention", examples: "Technical description, prototype, patent draft" },
  { id: "mark", label: "Mark", examples: "Brand name, logo, slogan" },
  { id: "trade-secret", label: "Trade secret", examples: "Recipe, process, confidential know-how" },
  { id: "other", label: "Other work", examples: "Anything that fits nowhere else" },
] as const satisfies readonly Category[];

export type CategoryId = (typeof categories)[number]["id"];

/**
 * A category by its id, with its number in the Works contract's enumeration.
 *
 * @throws {ColophonError} for one that is unknown: it names the value and what was most likely meant.
 */
export function categoryOf(id: string): Category & { id: CategoryId; number: number } {
  const number = categories.findIndex((category) => category.id === id);
  const found = categories[number];
  if (found) return { ...found, number };
  const meant = nearestOf(
    String(id),
    categories.map((category) => ({ id: category.id, names: [category.label] })),
  );
  throw new ColophonError(
    `There is no category called “${String(id).slice(0, 40)}”.${didYouMean(meant)} Choose one of: ${categories.map((category) => category.id).join(", ")}.`,
  );
}

export type Role = { id: string; label: string };

/** What people do in a work. */
export const roles = [
  { id: "author", label: "Author" },
  { id: "composer", label: "Composer" },
  { id: "lyricist", label: "Lyricist" },
  { id: "arranger", label: "Arranger" },
  { id: "performer", label: "Performer" },
  { id: "phonogram-producer", label: "Phonogram producer" },
  { id: "sound-engineer", label: "Sound engineer" },
  { id: "photographer", label: "Photographer" },
  { id: "visual-artist", label: "Visual artist" },
  { id: "illustrator", label: "Illustrator" },
  { id: "designer", label: "Designer" },
  { id: "director", label: "Director" },
  { id: "film-producer", label: "Film producer" },
  { id: "screenwriter", label: "Screenwriter" },
  { id: "editor", label: "Editor" },
  { id: "translator", label: "Translator" },
  { id: "narrator", label: "Narrator" },
  { id: "developer", label: "Developer" },
  { id: "inventor", label: "Inventor" },
  { id: "publisher", label: "Publisher" },
  { id: "contributor", label: "Contributor" },
] as const satisfies readonly Role[];

export type RoleId = (typeof roles)[number]["id"];
