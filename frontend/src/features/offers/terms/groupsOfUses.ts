import type { UseId } from "@colophon/sdk";

/** The uses in groups that people look for them in. Each use is in one group. */
export const groupsOfUses: readonly { id: string; label: string; uses: readonly UseId[] }[] = [
  { id: "private", label: "Private life and learning", uses: ["personal", "education", "research"] },
  {
    id: "publishing",
    label: "Publishing",
    uses: ["editorial", "web-and-social", "print", "broadcast-and-streaming", "public-performance"],
  },
  {
    id: "business",
    label: "Business and goods",
    uses: ["advertising", "merchandise", "manufacture", "resale-of-copies"],
  },
  { id: "productions", label: "Productions", uses: ["audiovisual", "games-and-software"] },
  { id: "new-works", label: "New works", uses: ["adaptation", "translation"] },
  { id: "machines", label: "Machine learning", uses: ["ai-training", "ai-generation"] },
];
