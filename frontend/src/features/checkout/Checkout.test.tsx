import { offersAbi } from "@colophon/sdk/abi";
import type { OfferRecord } from "@colophon/sdk/read";
import { baseWording, deedOf } from "@colophon/sdk/terms";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import {
  type Address,
  concatHex,
  decodeFunctionData,
  encodeAbiParameters,
  erc20Abi,
  type Hex,
  hexToBigInt,
  numberToHex,
  toFunctionSelector,
} from "viem";
import { afterEach, describe, expect, it } from "vitest";
import { drafts } from "../../flow/useDraft.ts";
import { deedVerdict } from "../../lib/terms.ts";
import { transactions } from "../../lib/transactions/record.ts";
import { fakeChain } from "../../testing/fakeChain.ts";
import {
  blockAt,
  maya,
  noon,
  offerRecord as offerOf,
  presetTerms,
  termsRecord,
  tomas,
  workRecord,
} from "../../testing/fixtures.ts";
import { renderPage, testAccount } from "../../testing/renderPage.tsx";
import { Checkout, type CheckoutProps } from "./Checkout.tsx";

/** Of somebody else than the account that buys here. */
const offerRecord = (changes: Parameters<typeof offerOf>[0] = {}) =>
  offerOf({ licensor: maya, controller: maya, ...changes });

type Sent = { to: Address; data: Hex; value?: Hex };

const asksForParents = toFunctionSelector("parentsOf(uint256)");
const noParents = concatHex([numberToHex(32, { size: 32 }), numberToHex(0, { size: 32 })]);

/** A chain that answers 1 to every call, so that tokens and contracts seem to agree, and knows no work upstream. */
const agreeable = (answers: Parameters<typeof fakeChain>[0] = {}) =>
  fakeChain({
    eth_call: (params) =>
      (params[0] as { data: Hex }).data.startsWith(asksForParents) ? noParents : numberToHex(1, { size: 32 }),
    ...answers,
  });

function show(record: OfferRecord, changes: Partial<CheckoutProps> = {}, chain = agreeable()) {
  renderPage(
    <Checkout
      record={record}
      block={blockAt(noon)}
      work={workRecord({ controller: maya })}
      verdict={deedVerdict(record.terms)}
      claims="none"
      {...changes}
    />,
    { chain, walletChainId: 31337 },
  );
  return chain;
}

const buy = () => screen.findByRole("button", { name: /^Buy for/ });
const ready = async () => waitFor(async () => expect((await buy()).getAttribute("aria-disabled")).toBeNull());

afterEach(async () => {
  for (const record of await transactions.read()) await transactions.remove(record.id);
  await drafts.delete(`31337:buy:${offerRecord().id}`);
});

describe("Checkout", () => {
  it("buys exactly the offer that was read, with its price as the maximum", async () => {
    const record = offerRecord();
    const chain = show(record);
    await ready();
    await userEvent.click(await buy());
    await waitFor(() => expect(chain.sent).toHaveLength(1));
    const sent = chain.sent[0] as Sent;
    expect(hexToBigInt(sent.value ?? "0x0")).toBe(record.offer.price);
    const { functionName, args } = decodeFunctionData({ abi: offersAbi, data: sent.data });
    expect([functionName, args]).toEqual([
      "buy",
      [
        record.offer,
        { seats: 1, version: 1, maximum: record.offer.price, deadline: expect.any(BigInt), recipient: testAccount },
      ],
    ]);
  });

  it("L04 pays for every seat, and refuses what is no number of seats", async () => {
    const record = offerRecord();
    const chain = show(record);
    const field = await screen.findByLabelText("Seats");
    await userEvent.clear(field);
    await userEvent.type(field, "1.5");
    expect((await screen.findAllByText(/as a whole number above 0/)).length).toBeGreaterThan(0);
    expect((await buy()).getAttribute("aria-disabled")).toBe("true");
    await userEvent.clear(field);
    await userEvent.type(field, "3");
    await ready();
    await userEvent.click(await screen.findByRole("button", { name: "Buy for 0.15 ETH" }));
    await waitFor(() => expect(chain.sent).toHaveLength(1));
    const sent = chain.sent[0] as Sent;
    expect(hexToBigInt(sent.value ?? "0x0")).toBe(record.offer.price * 3n);
    const { args } = decodeFunctionData({ abi: offersAbi, data: sent.data });
    expect(args?.[1]).toMatchObject({ seats: 3, maximum: record.offer.price * 3n });
  });

  it("refuses no text of the parties' own: it asks for one tick, and then sells", async () => {
    const part = { title: "Ours", sha256: `0x${"ab".repeat(32)}`, type: "application/pdf", at: "none" } as const;
    const terms = { ...presetTerms("personal"), wording: { ...baseWording, own: part } };
    show(offerRecord({ record: termsRecord(terms) }));
    expect((await buy()).getAttribute("aria-disabled")).toBe("true");
    expect(await screen.findByText(/Read the parties' own words of this licence/)).toBeDefined();
    await userEvent.click(screen.getByLabelText(/I have read these words/));
    await ready();
  });

  it("does not sell to anybody but the one buyer of an offer", async () => {
    const chain = show(offerRecord({ buyer: tomas }));
    expect(await screen.findByText("This is for somebody else")).toBeDefined();
    expect((await buy()).getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(await buy());
    expect(chain.sent).toEqual([]);
  });

  it("says to whoever controls the work that it is their own, and lets them buy it if they mean it", async () => {
    const chain = show(offerRecord(), { work: workRecord({ controller: testAccount }) });
    expect(await screen.findByText("This work is yours")).toBeDefined();
    await userEvent.click(await buy());
    expect(chain.sent).toEqual([]);
    await userEvent.click(screen.getByRole("checkbox", { name: /for my own account all the same/ }));
    await ready();
    await userEvent.click(await buy());
    await waitFor(() => expect(chain.sent).toHaveLength(1));
  });

  it("says where the money goes, with percentage and amount", async () => {
    show(offerRecord());
    expect(screen.queryByText(/^100\s%$/)).toBeNull();
    await userEvent.click(await screen.findByText("Where the money goes"));
    expect(await screen.findByText(/^100\s%$/)).toBeDefined();
    expect(screen.getAllByText("0.05").length).toBeGreaterThan(1);
  });

  it("R04 does not let anybody buy before the earlier claim was read", async () => {
    const chain = show(offerRecord(), { claims: "earlier" });
    const button = await buy();
    expect(button.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(button);
    expect(chain.sent).toEqual([]);
    await userEvent.click(screen.getByRole("checkbox", { name: /earlier proven claim/ }));
    await ready();
    await userEvent.click(await buy());
    await waitFor(() => expect(chain.sent).toHaveLength(1));
  });

  it("L12 has no button for a deed that is refused", async () => {
    const personal = presetTerms("personal");
    const altered = deedOf(personal).document.replace("without any commercial purpose", "for any purpose");
    show(offerRecord({ record: termsRecord(personal, altered) }));
    expect(await screen.findByText("This licence cannot be bought")).toBeDefined();
    expect(screen.queryByRole("button", { name: /Buy|Get/ })).toBeNull();
  });

  it("L05 has no button for a closed, lapsed or sold out offer, and says why", async () => {
    show(offerRecord({ controller: tomas }));
    expect(await screen.findAllByText(/changed hands/)).not.toHaveLength(0);
    expect(screen.queryByRole("button", { name: /Buy/ })).toBeNull();
  });

  it("W09 asks a token for exactly the price", async () => {
    const token: Address = "0x00000000000000000000000000000000000000d0";
    const record = offerRecord({ currency: token, price: 250_000_000n });
    // The token has plenty; nothing of it is allowed to be taken yet.
    const balance = numberToHex(10n ** 12n, { size: 32 });
    const chain = show(
      record,
      {},
      agreeable({
        eth_call: (params) => {
          const { data } = params[0] as { data: Hex };
          if (data.startsWith("0xdd62ed3e")) return numberToHex(0, { size: 32 });
          return data.startsWith("0x70a08231") ? balance : numberToHex(1, { size: 32 });
        },
      }),
    );
    await userEvent.click(await screen.findByRole("checkbox", { name: /I know this token/ }));
    const step = await screen.findByRole("button", { name: /Step 1 of 2/ });
    await waitFor(() => expect(step.getAttribute("aria-disabled")).toBeNull());
    await userEvent.click(step);
    await waitFor(() => expect(chain.sent).toHaveLength(1));
    const sent = chain.sent[0] as Sent;
    const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data: sent.data });
    expect(sent.to.toLowerCase()).toBe(token);
    expect([functionName, args?.[1]]).toEqual(["approve", 250_000_000n]);
  });

  describe("a token that answers nothing, and wants an old allowance set back first", () => {
    const token: Address = "0x00000000000000000000000000000000000000d0";
    const record = offerRecord({ currency: token, price: 250_000_000n });
    const word = (value: bigint) => numberToHex(value, { size: 32 });

    /** As USDT: it knows its name, no permit, and refuses an allowance beside another. */
    function tether(allowed: bigint) {
      const state = { allowed };
      const asToken = (data: Hex): Hex => {
        if (data.startsWith("0xdd62ed3e")) return word(state.allowed);
        if (data.startsWith("0x70a08231")) return word(10n ** 12n);
        if (data.startsWith("0x313ce567")) return word(6n);
        if (data.startsWith("0x95d89b41") || data.startsWith("0x06fdde03")) {
          return encodeAbiParameters([{ type: "string" }], ["USDTL"]);
        }
        if (data.startsWith("0x095ea7b3")) {
          const { args } = decodeFunctionData({ abi: erc20Abi, data });
          if (args?.[1] === 0n || state.allowed === 0n) return "0x";
        }
        throw Object.assign(new Error("execution reverted"), { code: 3, data: "0x" });
      };
      const chain = agreeable({
        eth_call: (params) => {
          const { data, to } = params[0] as { data: Hex; to: string };
          if (to.toLowerCase() === token) return asToken(data);
          return data.startsWith(asksForParents) ? noParents : word(1n);
        },
      });
      return { chain, state };
    }

    const approved = (sent: unknown) => {
      const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data: (sent as Sent).data });
      return [functionName, args?.[1]];
    };

    it("can be signed", async () => {
      const { chain } = tether(0n);
      show(record, {}, chain);
      await userEvent.click(await screen.findByRole("checkbox", { name: /I know this token/ }));
      const step = await screen.findByRole("button", { name: /Step 1 of 2/ });
      await waitFor(() => expect(step.getAttribute("aria-disabled")).toBeNull());
      await userEvent.click(step);
      await waitFor(() => expect(chain.sent).toHaveLength(1));
      expect(approved(chain.sent[0])).toEqual(["approve", 250_000_000n]);
    });

    it("gets its old allowance set back first, and says so", async () => {
      const { chain, state } = tether(4_000_000n);
      show(record, {}, chain);
      await userEvent.click(await screen.findByRole("checkbox", { name: /I know this token/ }));
      expect(await screen.findByText(/Set the old allowance of 4 USDTL .* back to 0/)).toBeDefined();
      const step = await screen.findByRole("button", { name: /Step 1 of 3/ });
      await waitFor(() => expect(step.getAttribute("aria-disabled")).toBeNull());
      await userEvent.click(step);
      await waitFor(() => expect(chain.sent).toHaveLength(1));
      expect(approved(chain.sent[0])).toEqual(["approve", 0n]);
      // It is done: the plan keeps its three steps.
      state.allowed = 0n;
      const [first] = transactions.list();
      const inclusion = { block: 7n, blockHash: `0x${"1".repeat(64)}` as const, time: 1n, fee: 1n, logs: [] };
      await act(() => transactions.change(first?.id ?? "", { status: "confirmed", inclusion }));
      const next = await screen.findByRole("button", { name: /Step 2 of 3/ });
      await waitFor(() => expect(next.getAttribute("aria-disabled")).toBeNull());
      await userEvent.click(next);
      await waitFor(() => expect(chain.sent).toHaveLength(2));
      expect(approved(chain.sent[1])).toEqual(["approve", 250_000_000n]);
    });

    it("gives back an allowance that was left over", async () => {
      const { chain } = tether(4_000_000n);
      show(record, {}, chain);
      await userEvent.click(await screen.findByRole("button", { name: "Take that back" }));
      const give = await screen.findByRole("button", { name: "Set it back to 0" });
      await waitFor(() => expect(give.getAttribute("aria-disabled")).toBeNull());
      await userEvent.click(give);
      await waitFor(() => expect(chain.sent).toHaveLength(1));
      expect(approved(chain.sent[0])).toEqual(["approve", 0n]);
    });
  });

  it("can be signed on a chain without EIP-1559, without an estimate and without a balance", async () => {
    const fail = () => {
      throw Object.assign(new Error("the method is not available"), { code: -32601 });
    };
    const chain = agreeable({
      eth_getBlockByNumber: () => ({ number: "0x7", hash: `0x${"b7".repeat(32)}`, timestamp: "0x1", transactions: [] }),
      eth_maxPriorityFeePerGas: fail,
      eth_gasPrice: fail,
      eth_feeHistory: fail,
      eth_estimateGas: fail,
      eth_getBalance: fail,
    });
    show(offerRecord(), {}, chain);
    await ready();
    expect(screen.getByText("Your wallet will say it")).toBeDefined();
    await userEvent.click(await buy());
    await waitFor(() => expect(chain.sent).toHaveLength(1));
    expect((chain.sent[0] as { gas?: Hex }).gas).toBeUndefined();
  });

  it("says what the buyer has and what it costs when that is not enough", async () => {
    const chain = agreeable({ eth_getBalance: () => numberToHex(3) });
    show(offerRecord(), {}, chain);
    expect(await screen.findByText("Your account does not have enough")).toBeDefined();
    expect((await buy()).getAttribute("aria-disabled")).toBe("true");
  });

  it("gives the licence to somebody else only with an address that can be one", async () => {
    const chain = show(offerRecord());
    await userEvent.click(await screen.findByRole("radio", { name: "Somebody else" }));
    const field = screen.getByLabelText("Account that receives the licence");
    await userEvent.type(field, "0x1234");
    expect((await screen.findAllByText(/An address is 0x and 40/)).length).toBeGreaterThan(0);
    await userEvent.clear(field);
    await userEvent.type(field, tomas);
    await ready();
    await userEvent.click(await buy());
    await waitFor(() => expect(chain.sent).toHaveLength(1));
    const { args } = decodeFunctionData({ abi: offersAbi, data: (chain.sent[0] as Sent).data });
    expect(args?.[1]).toMatchObject({ recipient: tomas });
  });

  describe("a licence with duties", () => {
    const record = offerRecord({ record: termsRecord(presetTerms("recording")) });

    afterEach(() => drafts.delete(`31337:buy:${record.id}`));

    it("is bought only by somebody who says that they accept the duties", async () => {
      const chain = show(record);
      expect((await buy()).getAttribute("aria-disabled")).toBe("true");
      await userEvent.click(await screen.findByRole("checkbox", { name: /accept them/ }));
      await ready();
      await userEvent.click(await buy());
      await waitFor(() => expect(chain.sent).toHaveLength(1));
      const { functionName } = decodeFunctionData({ abi: offersAbi, data: (chain.sent[0] as Sent).data });
      expect(functionName).toBe("buy");
    });

    it("is bought for another with what they signed, for their seats and until their time", async () => {
      const chain = show(record);
      await userEvent.click(await screen.findByRole("radio", { name: "Somebody else" }));
      expect((await buy()).getAttribute("aria-disabled")).toBe("true");
      // After any clock that this runs by.
      const deadline = 4_000_000_000;
      const accepted = { offer: record.id, recipient: tomas, seats: 2, deadline, signature: `0x${"5".repeat(130)}` };
      fireEvent.change(screen.getByLabelText("What they signed"), { target: { value: JSON.stringify(accepted) } });
      await ready();
      await userEvent.click(await buy());
      await waitFor(() => expect(chain.sent).toHaveLength(1));
      const { functionName, args } = decodeFunctionData({ abi: offersAbi, data: (chain.sent[0] as Sent).data });
      expect([functionName, args?.[1]]).toEqual([
        "buyFor",
        { seats: 2, version: 1, maximum: record.offer.price * 2n, deadline: BigInt(deadline), recipient: tomas },
      ]);
    });
  });
});
