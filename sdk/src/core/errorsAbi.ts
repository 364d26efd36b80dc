import { type Abi, parseAbi } from "viem";
import { contractErrorsAbi } from "../abi/generated.ts";

/** Errors of ERC-20 tokens (ERC-6093, and of those that can be paused), which pass through our contracts unchanged. */
const tokenErrorsAbi = parseAbi([
  "error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
  "error ERC20InvalidSender(address sender)",
  "error ERC20InvalidReceiver(address receiver)",
  "error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)",
  "error ERC20InvalidApprover(address approver)",
  "error ERC20InvalidSpender(address spender)",
  "error EnforcedPause()",
]);

/** Every error that a transaction of ours can end with. */
export type ContractError = (typeof contractErrorsAbi | typeof tokenErrorsAbi)[number];

/** Their ABI: one contract passes on the errors of another, so all are needed to decode any. */
export const errorsAbi: Abi = [...contractErrorsAbi, ...tokenErrorsAbi];
