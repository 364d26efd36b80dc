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

/** Numbers that people and parties are known by, with an example of each. */
export const partySchemes = [
  { id: "ISNI", label: "ISNI (name)", example: "0000 0001 2103 2683" },
  { id: "IPI", label: "IPI name number (rightholder)", example: "00014107338" },
  { id: "ORCID", label: "ORCID (researcher)", example: "0000-0002-1825-0097" },
] as const;

const wrongDigit = "A digit is mistyped: the check digit at the end does not fit. Compare it with the original.";

function weighted(characters: string, weight: (index: number) => number): number {
  return [...characters].reduce((sum, digit, i) => sum + weight(i) * (digit === "X" ? 10 : Number(digit)), 0);
}

/** The check of ISO/IEC 7064 MOD 11-2: all digits but the last lead to it. */
function fitsMod11(bare: string): boolean {
  const total = [...bare.slice(0, -1)].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  return "0123456789X"[(12 - (total % 11)) % 11] === bare.at(-1);
}

/** The check of an IPI name number: nine digits weighted 10 to 2 and two check digits, modulo 101. */
function fitsIpi(bare: string): boolean {
  const sum = weighted(bare.slice(0, 9), (i) => 10 - i) % 101;
  return Number(bare.slice(9)) === (sum === 0 ? 0 : (101 - sum) % 100);
}

/** The check of an EIDR: ISO 7064 MOD 37,36 over the twenty hexadecimal digits. */
function fitsEidr(digits: string, check: string): boolean {
  const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const before = [...digits].reduce((at, digit) => {
    const sum = (at + signs.indexOf(digit)) % 36;
    return ((sum === 0 ? 36 : sum) * 2) % 37;
  }, 36);
  return signs[(37 - before) % 36] === check;
}

/**
 * What is wrong with a number in a scheme, as a sentence, or undefined. Schemes without a check digit are held against
 * their form, and what has no rule here, such as a patent number, is let pass.
 */
export function identifierProblem(scheme: string, value: string): string | undefined {
  const text = value.trim();
  const bare = text.replace(/[\s.\u2010-\u2015-]/g, "").toUpperCase();
  switch (scheme.toUpperCase()) {
    case "ISBN":
      if (/^97[89]\d{10}$/.test(bare))
        return weighted(bare, (i) => (i % 2 === 0 ? 1 : 3)) % 10 === 0 ? undefined : wrongDigit;
      if (/^\d{9}[\dX]$/.test(bare)) return weighted(bare, (i) => 10 - i) % 11 === 0 ? undefined : wrongDigit;
      return "An ISBN has 13 digits that begin with 978 or 979 (older ones 10), such as 978-3-16-148410-0.";
    case "ISSN":
      if (!/^\d{7}[\dX]$/.test(bare)) return "An ISSN has 8 digits, such as 0378-5955.";
      return weighted(bare, (i) => 8 - i) % 11 === 0 ? undefined : wrongDigit;
    case "ISWC":
      if (!/^T\d{10}$/.test(bare)) return "An ISWC is T and 10 digits, such as T-034.524.680-1.";
      return (1 + weighted(bare.slice(1), (i) => (i < 9 ? i + 1 : 1))) % 10 === 0 ? undefined : wrongDigit;
    case "ISRC":
      if (/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(bare)) return undefined;
      return "An ISRC has 12 characters: a country, a registrant, a year and a number, such as US-RC1-76-07839.";
    case "DOI":
      return /^10\.\d{4,9}\/\S+$/.test(text)
        ? undefined
        : "A DOI starts with 10. and has a slash, such as 10.1000/182. Leave out any web address before it.";
    case "EIDR": {
      const [, digits = "", check = ""] = /^10\.?5240\/([0-9A-F]{20})([0-9A-Z])$/.exec(bare) ?? [];
      if (digits === "")
        return "An EIDR is 10.5240/, twenty hexadecimal digits and a check sign, such as 10.5240/7791-8534-2C23-9030-8610-5.";
      return fitsEidr(digits, check) ? undefined : wrongDigit;
    }
    case "ISNI":
      if (!/^\d{15}[\dX]$/.test(bare)) return "An ISNI has 16 digits, such as 0000 0001 2103 2683.";
      return fitsMod11(bare) ? undefined : wrongDigit;
    case "ORCID":
      if (!/^\d{15}[\dX]$/.test(bare)) return "An ORCID iD has 16 digits, such as 0000-0002-1825-0097.";
      return fitsMod11(bare) ? undefined : wrongDigit;
    case "IPI":
      if (!/^\d{11}$/.test(bare)) return "An IPI name number has 11 digits, such as 00014107338.";
      return fitsIpi(bare) ? undefined : wrongDigit;
    default:
      return undefined;
  }
}
