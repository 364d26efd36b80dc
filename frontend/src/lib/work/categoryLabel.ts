import { categories } from "@colophon/sdk";

export function categoryLabel(id: string): string {
  return categories.find((category) => category.id === id)?.label ?? "Other work";
}
