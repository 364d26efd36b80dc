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
