/** What is searched of a work: see searchTables.ts. */
export type SearchableEntry = {
  work: string;
  position: string;
  category: number;
  digest: string;
  name: string;
  description: string;
  /** BCP 47, such as "pt-BR"; null if the metadata names none. */
  language: string | null;
  credits: readonly { name: string }[];
};
