import { textProblem } from "../textProblem.ts";

const wrongDigit = "A digit is mistyped: the check digit at the end does not fit. Compare it with the original.";

/** What is wrong with the number of a work in a scheme, as a sentence, or undefined. */
export function identifierProblem(scheme: string, value: string): string | undefined {
  const text = value.trim();
  if (text === "") return "Enter the number, or remove this line.";
  const problem = textProblem(text, 200);
  if (problem) return problem;
  const bare = text.replace(/[\s.\u2010-\u2015-]/g, "").toUpperCase();
  switch (scheme) {
    case "ISBN":
      if (/^\d{13}$/.test(bare))
        return weighted(bare, (i) => (i % 2 === 0 ? 1 : 3)) % 10 === 0 ? undefined : wrongDigit;
      if (/^\d{9}[\dX]$/.test(bare)) return weighted(bare, (i) => 10 - i) % 11 === 0 ? undefined : wrongDigit;
      return "An ISBN has 13 digits (older ones 10), such as 978-3-16-148410-0.";
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
    default:
      return undefined;
  }
}

function weighted(characters: string, weight: (index: number) => number): number {
  return [...characters].reduce((sum, digit, i) => sum + weight(i) * (digit === "X" ? 10 : Number(digit)), 0);
}
