import * as v from "valibot";
import { At, Whole } from "../../lib/index/fields.ts";
import { IndexedAccount } from "../../lib/index/IndexedAccount.ts";

/** What an account has to do with the register, in counts and sums. */
export const AccountAnswer = v.object({
  at: At,
  ...IndexedAccount.entries,
  /** Of `unopened` nobody knows what they are for. */
  stamps: v.object({ sent: Whole, unopened: Whole }),
});
