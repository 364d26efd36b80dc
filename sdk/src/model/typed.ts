/** Characters that nobody sees: soft hyphens, zero width, joiners, marks of direction. */
export const unseen = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]/g;

/** The zeros of digits that keyboards write: Arabic, Persian, Devanagari, Bengali, Thai. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50] as const;

/**
 * What a person typed or pasted, as it was meant: without what nobody sees, and with the digits, letters and signs of
 * full width and the digits of other scripts as the plain ones that they are. For what is read by a rule, never for titles.
 */
export function plainText(text: string): string {
  return text
    .replace(unseen, "")
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g, (digit) => {
      const code = digit.charCodeAt(0);
      return String(code - (zeros.findLast((zero) => zero <= code) ?? code));
    })
    .replace(/\u066b/g, ".")
    .replace(/\u3000/g, " ");
}
