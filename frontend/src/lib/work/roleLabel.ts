import { roles } from "@colophon/sdk";

/** A role in words: its label, or what the metadata says where it is none of the list. */
export function roleLabel(role: string): string {
  return roles.find((known) => known.id === role)?.label ?? role;
}
