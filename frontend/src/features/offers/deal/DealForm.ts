/** What the form "One buyer" holds, as typed. */
export type DealForm = {
  buyer: string;
  seats: string;
  /** Date and time in the person's own time zone until which the quote holds; empty for no end. */
  expires: string;
};
