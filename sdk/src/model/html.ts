import { visibleText } from "./words.ts";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Text that anybody may have written, made visible and harmless as the content of an HTML element or of an attribute in
 * quotation marks.
 */
export const escapedHtml = (text: string): string =>
  visibleText(text).replace(/[&<>"']/g, (found) => entities[found] as string);

/** What could end a script, and what is not seen or turns the order of what is. */
const unsafe = /[<\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/g;

/**
 * A value as JSON that stands in a script element of an HTML page: no sign in it can end the script, or hide.
 *
 * @param value Anything that JSON can say.
 */
export const jsonInHtml = (value: unknown): string =>
  JSON.stringify(value).replace(unsafe, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
