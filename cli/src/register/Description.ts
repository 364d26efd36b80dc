/** What a person writes about a work, in a JSON file of their own. */
export type Description = {
  name: string;
  description: string;
  category: string;
  language?: string;
  credits: { name: string; role: string; account?: string; share?: string }[];
  identifiers?: { scheme: string; value: string }[];
};
