import { describe, expect, it } from "vitest";
import { identifierProblem, identifierSchemes, partySchemes } from "./identifiers.ts";

/** Numbers that their agencies publish or that are in use, and each with one digit mistyped. */
const published: [string, string, string][] = [
  ["ISBN", "978-3-16-148410-0", "978-3-16-148410-1"],
  ["ISBN", "0-306-40615-2", "0-306-40615-3"],
  ["ISBN", "0-8044-2957-X", "0-8044-2957-1"],
  ["ISSN", "0378-5955", "0378-5956"],
  ["ISSN", "2434-561X", "2434-5611"],
  ["ISWC", "T-034.524.680-1", "T-034.524.680-2"],
  ["ISNI", "0000 0001 2103 2683", "0000 0001 2103 2684"],
  ["ISNI", "0000 0000 8045 6315", "0000 0000 8045 6316"],
  ["ORCID", "0000-0002-1825-0097", "0000-0002-1825-0098"],
  ["ORCID", "0000-0001-5109-3700", "0000-0001-5109-3701"],
  ["ORCID", "0000-0002-1694-233X", "0000-0002-1694-2330"],
  ["IPI", "00014107338", "00014107339"],
  ["EIDR", "10.5240/7791-8534-2C23-9030-8610-5", "10.5240/7791-8534-2C23-9030-8610-6"],
  ["ISRC", "US-RC1-76-07839", "US-RC1-76-0783"],
  ["DOI", "10.1000/182", "doi:10.1000/182"],
];

describe("identifierProblem", () => {
  it.each(published)("takes the %s %s, and not %s", (scheme, right, wrong) => {
    expect(identifierProblem(scheme, right)).toBeUndefined();
    expect(identifierProblem(scheme, wrong)).toMatch(/check digit|characters|has a slash/);
  });

  it("takes its own examples, and lets pass what it has no rule for", () => {
    for (const { id, example } of [...identifierSchemes, ...partySchemes]) {
      expect(identifierProblem(id, example), id).toBeUndefined();
    }
    expect(identifierProblem("Catalogue", "anything")).toBeUndefined();
    expect(identifierProblem("ISBN", "1234567890123")).toMatch(/begin with 978 or 979/);
  });
});
