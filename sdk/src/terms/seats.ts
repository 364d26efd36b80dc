export type SeatMeaning = {
  id: string;
  label: string;
  /** What one seat is, as a sentence of the licence text. */
  sentence: string;
};

/** What a licence is counted in. The contract counts seats; what a seat is, the licence text says. */
export const seatMeanings = [
  {
    id: "person",
    label: "Persons",
    sentence:
      "One seat is one person who uses the Work. The person may change, but never more persons use it at a time than there are seats.",
  },
  {
    id: "organisation",
    label: "Organisations",
    sentence: "One seat is one organisation, with everybody who works for it.",
  },
  {
    id: "product",
    label: "Products or projects",
    sentence:
      "One seat is one end product or project, such as one film, one book, one game or one campaign, in any number of copies.",
  },
  {
    id: "copy",
    label: "Copies or editions",
    sentence: "One seat is one copy of the Work that you may have or hand over.",
  },
  {
    id: "place",
    label: "Places",
    sentence: "One seat is one place, such as one shop, one school or one stage, where the Work is used.",
  },
] as const satisfies readonly SeatMeaning[];

export type SeatMeaningId = (typeof seatMeanings)[number]["id"];
