/** What a search asks for, as it stands in the page's address and in its form. Empty means anything. */
export type SearchFilter = {
  q: string;
  category: string;
  use: string;
  territory: string;
  /** An address; the zero address for the chain's coin. */
  currency: string;
  /** In the currency's whole units, as typed. */
  max: string;
  /** "yes" for works with an open offer. */
  available: string;
  /** Who claimed it. */
  by: string;
  /** Days of registration in UTC, as 2026-03-12. */
  from: string;
  until: string;
  sort: string;
};
