import { royaltiesAbi } from "@colophon/sdk/abi";
import { screen } from "@testing-library/react";
import { decodeFunctionData, encodeFunctionResult, type Hex } from "viem";
import { describe, expect, it } from "vitest";
import { mostAncestors } from "../../parts/MoneyGoes.tsx";
import { fakeChain } from "../../testing/fakeChain.ts";
import { offerRecord, workRecord } from "../../testing/fixtures.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { SharesNow } from "./MoneySections.tsx";

/** A chain that knows what works owe to those they are made from, and fails at everything else. */
function chainWith(parentsOf: (work: bigint) => { work: bigint; share: number }[]) {
  return fakeChain({
    eth_call: (params) => {
      const { functionName, args } = decodeFunctionData({ abi: royaltiesAbi, data: (params[0] as { data: Hex }).data });
      if (functionName !== "parentsOf") return "0x";
      return encodeFunctionResult({ abi: royaltiesAbi, functionName, result: parentsOf(args[0]) });
    },
  });
}

const rowOf = async (text: RegExp) => {
  const row = (await screen.findAllByRole("listitem")).find((each) => text.test(each.textContent ?? ""));
  if (!row) throw new Error(`No row says ${text}.`);
  return row.textContent;
};

describe("SharesNow", () => {
  it("Y07 shows who gets what of an offer's price over every level, in percent and in money", async () => {
    const parents: Record<string, { work: bigint; share: number }[]> = {
      5: [{ work: 7n, share: 100_000_000 }],
      7: [{ work: 9n, share: 250_000_000 }],
    };
    const chain = chainWith((work) => parents[String(work)] ?? []);
    renderPage(<SharesNow work={workRecord()} offers={[offerRecord()]} />, { chain });
    expect(await screen.findByText(/the price of an offer of it/)).toBeDefined();
    expect(await rowOf(/which it is made from/)).toMatch(/7\.5\s%.*0\.00375\sETH/);
    expect(await rowOf(/2 steps up/)).toMatch(/2\.5\s%.*0\.00125\sETH/);
    expect(await rowOf(/90\s%/)).toMatch(/0\.045\sETH/);
    expect(screen.queryByText(/works above it/)).toBeNull();
  });

  it("never rounds a share to something exact, nor to nothing", async () => {
    const parents: Record<string, { work: bigint; share: number }[]> = {
      5: [{ work: 7n, share: 123_456_789 }],
      7: [{ work: 9n, share: 1 }],
    };
    const chain = chainWith((work) => parents[String(work)] ?? []);
    renderPage(<SharesNow work={workRecord()} />, { chain });
    expect(await rowOf(/^0x|Ines/)).toMatch(/87\.6543211\s%/);
    expect(await rowOf(/which it is made from/)).toMatch(/about 12\.3456788\s%/);
    expect(await rowOf(/2 steps up/)).toMatch(/less than 0\.0000001\s%/);
  });

  it("Y07 follows a long line of ancestors so far, and says that it goes on", async () => {
    let asked = 0;
    const chain = chainWith((work) => {
      asked += 1;
      return [{ work: work + 1n, share: 500_000_000 }];
    });
    renderPage(<SharesNow work={workRecord()} />, { chain });
    expect(await screen.findByText(/more than 50 works above it/)).toBeDefined();
    expect(asked).toBe(mostAncestors);
    expect(await rowOf(/and of works further up/)).toMatch(/50 steps up/);
    expect(screen.getByText("Of everything it receives:")).toBeDefined();
  });

  it("C06 says so when the chain does not answer, and that no money is affected", async () => {
    const chain = fakeChain({
      eth_call: () => {
        throw Object.assign(new Error("fetch failed"), { code: -32603 });
      },
    });
    renderPage(<SharesNow work={workRecord()} />, { chain });
    expect(await screen.findByText("Who gets the money cannot be listed right now")).toBeDefined();
    expect(screen.getByText(/Nobody's money is affected/)).toBeDefined();
  });
});
