export { hexOfMark, type Mark, mostColluders, programBits } from "./code.ts";
export { type Markable, openVariants, type Reading } from "./copies.ts";
export { boundOfScore, chanceOfScore, type PositionsNeededParameters, positionsNeeded } from "./odds.ts";
export {
  type Marks,
  marksOf,
  type Named,
  oddsInWords,
  programMarksOf,
  readingOfHex,
  type Trace,
  type TraceParameters,
  traceInWords,
  traceLeak,
  usualBound,
} from "./trace.ts";
export {
  type FindVariantsParameters,
  findVariants,
  mostMarkedBytes,
  type Pair,
  type Position,
  parsePairs,
  parseRowPairs,
  parseVariants,
  type TextKind,
  TraceError,
  textOf,
  type Variants,
  variantsDigestOf,
  variantsDocumentOf,
} from "./variants.ts";
