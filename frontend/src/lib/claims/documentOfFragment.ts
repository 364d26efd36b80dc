/** The text that the part of an address after "#" stands for; empty if it is damaged. */
export function documentOfFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment.replace(/^#/, ""));
  } catch {
    return "";
  }
}
