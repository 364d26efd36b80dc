import type { Explanation } from "../forge/mutation/explanations.ts";

const merkle = "sdk/src/core/merkle.ts";
const holders = "sdk/src/core/holders.ts";
const [sorting, guarding] = [
  "Only the sign of what a comparison gives counts, and two accounts are never equal in a list that is taken.",
  "It says to the compiler what is so: of a position in a list there is a holder.",
];

/** Why a change of the SDK that no test notices is none: what it does cannot be seen. */
export const explanations: readonly Explanation[] = [
  {
    file: merkle,
    place: "const swapped = compareBytes(a, b) «>→>=» 0;",
    why: "Two equal nodes are the same in either order.",
  },
  {
    file: merkle,
    place: "for (let i = 0; i «<→<=» a.length; i++) {",
    why: "Only of equal nodes is a byte behind the last compared, and they are the same in either order.",
  },
  { file: merkle, place: "return «0→1»;", why: "Two equal nodes are the same in either order." },
  { file: holders, place: ".sort((a, b) => (a.account «<→<=» b.account ? -1 : 1));", why: sorting },
  { file: holders, place: ".sort((a, b) => (a.account < b.account ? -«1→2» : 1));", why: sorting },
  { file: holders, place: ".sort((a, b) => (a.account < b.account ? -1 : «1→2»));", why: sorting },
  {
    file: holders,
    place:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of the module.
      '`The shares add up to ${percentOf(sum)} %, not 100 %. ${sum «<→<=» totalUnits ? "Give away another" : "Take back"} ${percentOf(gap)} %.`,',
    why: "The sentence is said only of another sum than the whole.",
  },
  {
    file: holders,
    place: "if (sorted[i «+→-» 1]?.account === account) {",
    why: "Of two equal neighbours each finds the other.",
  },
  {
    file: holders,
    place: "if («error instanceof HoldersError→true»)",
    why: "Nothing else is thrown there.",
  },
  { file: holders, place: "«throw error;→;»", why: "Nothing else is thrown there." },
  {
    file: holders,
    place: "const [first, second] = BigInt(a.hash) «<=→<» BigInt(b.hash) ? [a, b] : [b, a];",
    why: "Two nodes with one hash are one node, of the same units.",
  },
  {
    file: holders,
    place: "const holder = «position === undefined→false» ? undefined : holders[position];",
    why: guarding,
  },
  { file: holders, place: "if (position === undefined «||→&&» holder === undefined) {", why: guarding },
];
