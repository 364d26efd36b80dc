/** A licence that allows the work to be made from another, with what it asks. Kept with the form. */
export type Source = {
  /** Its number, as in links. */
  licence: string;
  /** The number of the earlier work. */
  work: string;
  /** What the earlier work is owed of everything the new one receives, in parts per billion. */
  share: number;
  /** The name of its terms, if the new work may be offered under these only. */
  shareAlike: string | undefined;
};
