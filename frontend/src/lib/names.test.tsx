import { act, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { fakeChain } from "../testing/fakeChain.ts";
import { fakeIndex, indexedAt } from "../testing/fakeIndex.ts";
import { renderPage } from "../testing/renderPage.tsx";
import { AddressView } from "../ui/values.tsx";
import { Confidential } from "./confidential.ts";
import { noteOwnName } from "./names.ts";

const account = (digits: string) => `0x${digits.repeat(20)}` as const;

const work = `0x${"1f".repeat(28)}`;

type Named = { account: string; name: string; work: string };

/** Accounts on a page of a site with an index, which says this of them; what the index was asked. */
function show(addresses: readonly string[], items: readonly Named[] | Response) {
  const { asked } = fakeIndex({
    "/v1/names": () => (items instanceof Response ? items : { at: indexedAt, items }),
  });
  const page = (
    <>
      {addresses.map((address, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an account may stand there twice.
        <AddressView key={place} value={address} />
      ))}
    </>
  );
  renderPage(page, { chain: fakeChain({}), index: "/index" });
  return asked;
}

const waited = () => act(() => new Promise((resolve) => setTimeout(resolve, 300)));

it("asks the index once for all accounts of a page, each once, and shows what they call themselves", async () => {
  const [ines, tomas, silent] = [account("a1"), account("a2"), account("a3")];
  const asked = show(
    [ines, tomas, silent, ines],
    [
      { account: ines, name: "Ines Okafor", work },
      { account: tomas, name: "Tomas Lind", work },
    ],
  );
  expect(await screen.findAllByText("Ines Okafor")).toHaveLength(2);
  expect(screen.getByText("Tomas Lind").parentElement?.textContent?.trim()).toBe("“Tomas Lind”");
  expect(screen.getAllByText(/^0xa3a3/i)).toHaveLength(1);
  expect(asked.map(({ path }) => decodeURIComponent(path))).toEqual([`/v1/names?of=${ines},${tomas},${silent}`]);
  const again = show([ines, silent], []);
  await waited();
  expect(again).toEqual([]);
});

it("asks for nobody whose work was seen, and where nobody may be asked for nobody at all", async () => {
  const seen = account("b1");
  const asked = show([seen], []);
  act(() => noteOwnName({ claimant: seen, credits: [{ name: "Maya Chen", account: seen }] }));
  expect(await screen.findByText("Maya Chen")).toBeDefined();
  renderPage(
    <Confidential value>
      <AddressView value={account("b2")} />
    </Confidential>,
    { chain: fakeChain({}), index: "/index" },
  );
  renderPage(<AddressView value={account("b3")} />, { chain: fakeChain({}) });
  await waited();
  expect(asked).toEqual([]);
});

it.each([
  ["letters that are not what they look like", "Inеs Оkаfоr"],
  ["nothing to see", "\u200b"],
])("shows no name of %s, whatever an index says", async (_, name) => {
  const one = account(name === "\u200b" ? "c1" : "c2");
  const asked = show([one], [{ account: one, name, work }]);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await waited();
  expect(document.body.textContent).not.toContain("“");
});

it("takes no name for an account that it did not ask about, and lives without an answer", async () => {
  const [one, other] = [account("d1"), account("d2")];
  const asked = show([one], [{ account: other, name: "Somebody famous", work }]);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await waited();
  const failed = show([other], new Response("gone", { status: 500 }));
  await vi.waitFor(() => expect(failed).toHaveLength(1));
  await waited();
  expect(screen.queryByText("Somebody famous")).toBeNull();
  expect(screen.getByText(/^0xd2d2/i)).toBeDefined();
});
