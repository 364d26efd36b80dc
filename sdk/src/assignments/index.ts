export {
  deedHashOf,
  mostStanding,
  type Order,
  type OrderPlace,
  type OrderState,
  onchainOrderOf,
  orderIdOf,
  orderStates,
  orderTypedData,
  priceOfPart,
} from "../model/order.ts";
export {
  type DraftOrderParameters,
  draftOrder,
  listOfDeed,
  OrderError,
  orderProblem,
  standardDeed,
  wordsOfDeed,
} from "./deed.ts";
export {
  orderDocumentOf,
  orderFragmentOf,
  orderSignatureState,
  parseOrder,
  parseOrderFragment,
  type SignedOrder,
  withOrderSignature,
} from "./document.ts";
export {
  type Encumbrances,
  encumbranceLines,
  heldBy,
  type LatentOffer,
  type LiveLicence,
  owedIn,
} from "./encumbrances.ts";
