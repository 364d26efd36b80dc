import type { Metadata } from "@colophon/sdk";
import { canonicalJson } from "@colophon/sdk";

const names: Partial<Record<keyof Metadata, string>> = {
  name: "The title",
  description: "The description",
  language: "The language",
  identifiers: "The numbers it is known by",
  credits: "The credits",
  image: "The cover",
  preview: "The preview",
};

/** What differs between the metadata of two versions, in words. */
export function changesOf(before: Metadata | undefined, after: Metadata): string[] {
  return Object.entries(names).flatMap(([field, name]) => {
    const old = before?.[field as keyof Metadata];
    const fresh = after[field as keyof Metadata];
    return canonicalJson({ value: old }) === canonicalJson({ value: fresh }) ? [] : [name];
  });
}
