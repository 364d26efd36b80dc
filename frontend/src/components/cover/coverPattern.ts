/** How a cover looks when its work has no picture: coloured paper with a pattern, chosen by the work's number. */
export type CoverLook = { ground: string; figure: string; tile: number; paths: readonly PatternPath[] };

type PatternPath = { d: string; fill?: boolean; width?: number };

const papers = [
  { ground: "#27475d", figure: "#8fb0c3" },
  { ground: "#6b2c2b", figure: "#d3a58d" },
  { ground: "#40513a", figure: "#b0bd92" },
  { ground: "#a97a2f", figure: "#f1dcab" },
  { ground: "#4c3c55", figure: "#b9a6c3" },
  { ground: "#25585a", figure: "#95c4ba" },
  { ground: "#d5c3a0", figure: "#8d6c40" },
  { ground: "#a8595c", figure: "#f0d0c6" },
  { ground: "#33363d", figure: "#a3a8b0" },
] as const;

const patterns: readonly { tile: number; paths: readonly PatternPath[] }[] = [
  // Seeds
  {
    tile: 24,
    paths: [
      { d: "M6 2c3 2 3 6 0 8c-3-2-3-6 0-8z", fill: true },
      { d: "M18 14c3 2 3 6 0 8c-3-2-3-6 0-8z", fill: true },
    ],
  },
  // Lattice
  {
    tile: 22,
    paths: [{ d: "M0 11L11 0L22 11L11 22z" }, { d: "M11 8.5l2.5 2.5l-2.5 2.5l-2.5-2.5z", fill: true }],
  },
  // Water
  { tile: 28, paths: [{ d: "M0 7q7-7 14 0t14 0" }, { d: "M-14 21q7-7 14 0t14 0t14 0t14 0" }] },
  // Scales
  {
    tile: 28,
    paths: [
      { d: "M0 14a14 14 0 0 1 28 0" },
      { d: "M7 14a7 7 0 0 1 14 0" },
      { d: "M-14 28a14 14 0 0 1 28 0M14 28a14 14 0 0 1 28 0" },
      { d: "M-7 28a7 7 0 0 1 14 0M21 28a7 7 0 0 1 14 0" },
    ],
  },
  // Stars
  {
    tile: 30,
    paths: [
      { d: "M8 1q0 7 7 7q-7 0-7 7q0-7-7-7q7 0 7-7z", fill: true },
      { d: "M23 16q0 7 7 7q-7 0-7 7q0-7-7-7q7 0 7-7z", fill: true },
    ],
  },
  // Twill
  { tile: 16, paths: [{ d: "M-4 12L12-4M0 24L24 0M4 28L28 4", width: 2 }] },
  // Leaves on stems
  {
    tile: 26,
    paths: [
      { d: "M13 0v26" },
      { d: "M13 9q6-1 8-7q-7 0-8 7z", fill: true },
      { d: "M13 22q-6-1-8-7q7 0 8 7z", fill: true },
    ],
  },
  // Rings
  { tile: 26, paths: [{ d: "M13 4a9 9 0 1 0 .01 0z" }, { d: "M13 10.5a2.5 2.5 0 1 0 .01 0z", fill: true }] },
];

/** The same work has the same cover everywhere. */
export function coverPattern(work: bigint): CoverLook {
  const pick = <Item>(items: readonly Item[], seed: bigint): Item => items[Number(seed % BigInt(items.length))] as Item;
  return { ...pick(papers, work), ...pick(patterns, work >> 16n) };
}
