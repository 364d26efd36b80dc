import { offerTypedData } from "@colophon/sdk/calls";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { zeroAddress, zeroHash } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { fakeChain } from "../testing/fakeChain.ts";
import { configFixture } from "../testing/fixtures.ts";
import { renderPage, testAccount } from "../testing/renderPage.tsx";
import { useTypedSignature } from "./useTypedSignature.ts";

const words = "test test test test test test test test test test test junk";
const [right, wrong] = [0, 1].map((addressIndex) => mnemonicToAccount(words, { addressIndex }));
const deployment = configFixture.chains[0]?.deployment;
if (!right || !wrong || !deployment) throw new Error("The fixtures are incomplete.");

const typedData = offerTypedData(deployment, {
  offer: {
    ...{ work: 1n, parent: 0n, licensor: testAccount, buyer: zeroAddress, terms: `0x${"7".repeat(48)}` },
    ...{ currency: zeroAddress, price: 1n, supply: 1, opens: 0, closes: 9, starts: 0, schedule: zeroHash },
  },
});

function Signing() {
  const { account, rightChain, problem, sign } = useTypedSignature();
  const [signature, setSignature] = useState<string>();
  return (
    <>
      <button
        type="button"
        disabled={!account || !rightChain}
        onClick={async () => setSignature(await sign(typedData))}
      >
        Sign
      </button>
      <p>{problem}</p>
      <output>{signature}</output>
    </>
  );
}

async function signWith(answer: () => unknown) {
  const chain = fakeChain({ eth_getCode: () => "0x", eth_signTypedData_v4: answer });
  renderPage(<Signing />, { chain, walletChainId: 31337 });
  const button = await screen.findByRole("button", { name: "Sign" });
  await expect.poll(() => button.hasAttribute("disabled")).toBe(false);
  await userEvent.click(button);
}

describe("a signature that a page asks for", () => {
  it("has the form that contracts take, however the wallet wrote it", async () => {
    const signature = await right.signTypedData(typedData);
    const last = Number(`0x${signature.slice(-2)}`) - 27;
    await signWith(() => `${signature.slice(0, -2).toUpperCase().replace("0X", "0x")}0${last}`);
    expect(await screen.findByText(signature)).toBeDefined();
  });

  it("is not used if another account signed, and the page says so", async () => {
    const signature = await wrong.signTypedData(typedData);
    await signWith(() => signature);
    expect(
      await screen.findByText(/Your wallet signed with another account: what came back is of 0x7099/),
    ).toBeDefined();
    expect(screen.getByRole("status").textContent).toBe("");
  });

  it.each([
    ["4001", { code: 4001, message: "no" }],
    ["WalletConnect's number", { code: 5000, message: "User rejected" }],
    ["plain words", { code: -32603, message: "User denied message signature" }],
  ])("was declined, told by %s", async (_, error) => {
    await signWith(() => {
      throw Object.assign(new Error(error.message), error);
    });
    expect(await screen.findByText(/You declined in your wallet. Nothing was signed/)).toBeDefined();
  });
});
