import type { ESTree } from "vite";

/**
 * Which strings of the source are words that people read, told by where they stand and what they look like. Ids, class
 * names, addresses, keys and the like are not. What this decides wrongly is seen in the catalogues (a code that nobody
 * can translate) or in the pseudo-language (a word without its marks), and is put right here.
 */

/** Attributes and properties whose text is always for people, however short it is. */
const shown = new Set(
  (
    "label title placeholder hint alt what sentence text heading caption note description summary meaning " +
    "aria-label aria-description ariaLabel legend eyebrow empty help hints noun one many other joint " +
    "singular plural question answer why message lead body detail details name-label short long intro warning " +
    "success failure confirm cancel say said tells means words consequence subject prefix suffix"
  ).split(" "),
);

/** Attributes and properties whose text is for machines, whatever it looks like. */
const coded = new Set(
  (
    "className class id htmlFor href to from src type kind variant tone role rel target key ref status layer xmlns d fill " +
    "stroke viewBox transform points method cache mode format accept autoComplete inputMode pattern lang dir as asChild " +
    "side align stateMutability functionName eventName primaryType verifyingContract tag rules style strokeLinecap " +
    "strokeLinejoin textAnchor dominantBaseline preserveAspectRatio headers body-type mime mimeType contentType encoding " +
    "authorization Authorization currency standard schema area sort order by path field queryKey data-path data-state cursor overflow aria-live " +
    "authorization Authorization client aria-current aria-autocomplete aria-haspopup aria-controls aria-labelledby aria-describedby signature abi version"
  ).split(" "),
);

/** That names something: a single word is a code, several are words for people. */
const naming = new Set(["name"]);

/** Functions whose texts are for machines. */
const codedCalls =
  /^(?:classNames|cn|clsx|querySelector|querySelectorAll|closest|matches|getElementById|getItem|setItem|removeItem|addEventListener|removeEventListener|createElement|setAttribute|getAttribute|removeAttribute|hasAttribute|toggleAttribute|dispatchEvent|keccak256|stringToBytes|toHex|parseAbi|parseAbiItem|parseAbiParameters|encodeAbiParameters|encode|decode|startsWith|endsWith|includes|indexOf|lastIndexOf|replace|replaceAll|split|test|match|matchAll|fetch|RegExp|URL|Blob|Worker|Event|CustomEvent|Headers|TextDecoder|Symbol|DateTimeFormat|NumberFormat|DisplayNames|Collator|buttonClasses|literal|picklist|variant|matchMedia|digest|importKey|deriveKey|sign|on|off|get|set|has|delete|open|createObjectStore|transaction|BroadcastChannel|navigate|formatToParts|cva)$/;

/** Whether a string in which nothing tells what it is for reads like words: a phrase, or a word with a capital. */
export function readsLikeWords(text: string): boolean {
  if (!/\p{L}{2,}/u.test(text)) return false;
  if (/^(?:[a-z]+:)?\/\/|^\/|^#|^\.{1,2}\/|[{};]\s*$|^[\w-]+\(|=>|^@/.test(text)) return false;
  const tokens = text.trim().split(/\s+/);
  // A measure or a font.
  if (/\d(?:px|rem|em|ms|fr)\b/.test(text)) return false;
  // Codes of countries.
  if (tokens.every((token) => /^[A-Z]{2}$/.test(token))) return false;
  if (tokens.length === 1) return /^“?\p{Lu}\p{Ll}+(?:[-’']\p{L}+)*[.…?:!]?”?$|^\p{Ll}{2,}[.…?!]$/u.test(text.trim());
  const styled = tokens.filter(
    (token) => /^[a-z0-9!*@[-]+(?:[-:/[\]()=.&>,_%#*]+[^\s]*)+$/.test(token) && !/[.,:?!]$/.test(token),
  );
  const lower = !/[A-Z“”’…]|[.,;:?!](?:\s|$)/.test(text);
  if (lower && styled.length * 2 >= tokens.length) return false;
  if (/^(?:-?[\d.]+(?:px|rem|em|%|deg)?[ ,]*)+$/.test(text)) return false;
  return /\p{L}{2,}.*\s.*\p{L}|\p{L}.*\s.*\p{L}{2,}|\d\s\p{L}{2,}|\p{L}{2,}\s\d/u.test(text);
}

/** Names of what stands in numbers and between words: also without a letter it is a language's own. */
export const isSign = (name: string): boolean => /(?:Separator|DecimalMark)$/i.test(name);

/** What the place of a string says of it: words for people, a code for machines, a code unless it is a phrase, or nothing. */
export type Place = "shown" | "coded" | "named" | "open";

/** Whether every word of a text is a name of a style. */
export const isStyle = (text: string): boolean =>
  text
    .trim()
    .split(/\s+/)
    .every((token) => /^[a-z0-9!*@[-]+(?:[-:/[\]()=.&>,_%#*]+\S*)+$/.test(token));

/** What the name of an attribute or a property says of its text. */
export function placeOf(name: string): Place {
  if (shown.has(name)) return "shown";
  if (naming.has(name)) return "named";
  if (coded.has(name) || /^(?:data-|on[A-Z])|(?:ClassName|Class|Id|Key|Url|Href|Path)$/.test(name)) return "coded";
  return "open";
}

/** Whether a function gives words, by its name: what it returns is read by people, however short it is. */
export const speaks = (name: string): boolean => /(?:InWords|Words|Text|Label|Sentence|Phrase)$/.test(name);

/** The name of what is called, without what it is called on. */
export function nameOfCall(callee: ESTree.Node): string {
  if (callee.type === "Identifier") return callee.name;
  if (callee.type === "MemberExpression" && callee.property.type === "Identifier") return callee.property.name;
  return "";
}

/** What a call says of the texts that it is given. */
export function placeInCall(name: string): Place {
  if (countingCalls.has(name)) return "shown";
  return codedCalls.test(name) ? "coded" : "open";
}

/** Calls of a number and the words that go with it: `count(seats, "seat")`. */
export const countingCalls = new Set(["count", "wordFor", "allOf"]);
