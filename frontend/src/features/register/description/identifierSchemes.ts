/** Numbers that works are known by elsewhere, with an example of each. */
export const identifierSchemes = [
  { id: "ISBN", label: "ISBN (book)", example: "978-3-16-148410-0" },
  { id: "ISSN", label: "ISSN (periodical)", example: "0378-5955" },
  { id: "ISRC", label: "ISRC (recording)", example: "US-RC1-76-07839" },
  { id: "ISWC", label: "ISWC (composition)", example: "T-034.524.680-1" },
  { id: "DOI", label: "DOI (publication)", example: "10.1000/182" },
  { id: "EIDR", label: "EIDR (film)", example: "10.5240/7791-8534-2C23-9030-8610-5" },
  { id: "Patent", label: "Patent number", example: "EP 1 000 000" },
  { id: "Trade mark", label: "Trade mark number", example: "018 123 456" },
  { id: "Design", label: "Design number", example: "008 123 456-0001" },
  { id: "Other", label: "Other number", example: "" },
] as const;
