import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { describe, expect, it } from "vitest";
import { fakeChain } from "../../../testing/fakeChain.ts";
import { deploymentFixture } from "../../../testing/fixtures.ts";
import { renderPage } from "../../../testing/renderPage.tsx";
import { PeopleStep } from "./PeopleStep.tsx";
import { newPerson, type Person, parsePeople } from "./people.ts";

const ines = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const tomas = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

function Form({ people: first }: { people: Person[] }) {
  const [people, setPeople] = useState<readonly Person[]>(first);
  const { errors } = parsePeople(people, ines, deploymentFixture);
  return <PeopleStep people={people} onChange={setPeople} account={ines} errors={errors} />;
}

const show = (form: ReactNode) => renderPage(form, { chain: fakeChain() });
const together = () => screen.getByText("Together").parentElement?.textContent?.replace("\u00a0", " ");
const shares = () => screen.getAllByLabelText(/Share of the income/).map((input) => (input as HTMLInputElement).value);

describe("PeopleStep", () => {
  it("Y01 shows the sum at every keystroke", async () => {
    const user = userEvent.setup({ delay: null });
    show(<Form people={[newPerson({ name: "Ines", role: "author" })]} />);
    const share = screen.getByLabelText("Share of the income");
    await user.type(share, "33.33333");
    expect(together()).toContain("33.33333 %");
    expect(screen.getByRole("status").textContent).toContain("66.66667 % is left to give");
    await user.clear(share);
    await user.type(share, "100");
    expect(screen.getByRole("status").textContent).toBe("The shares add up to 100 %.");
    await user.type(share, "1");
    expect(screen.getByText(/is not a share/)).toBeTruthy();
  });

  it("asks again for the share of the one who had everything, and divides the rest exactly", async () => {
    const user = userEvent.setup({ delay: null });
    show(<Form people={[newPerson({ name: "Ines", role: "author", share: "100" })]} />);
    await user.click(screen.getByRole("button", { name: "Add a person" }));
    await user.click(screen.getByRole("button", { name: "Add a person" }));
    expect(shares()).toEqual(["", "", ""]);
    await user.click(screen.getByRole("button", { name: "Divide the rest (100 %) equally" }));
    expect(shares()).toEqual(["33.333334", "33.333333", "33.333333"]);
    expect(together()).toContain("100 %");
    expect(screen.queryByRole("button", { name: /rest/ })).toBeNull();
  });

  it("W12 puts the focus into the line that was added", async () => {
    const user = userEvent.setup({ delay: null });
    show(<Form people={[newPerson({ name: "Ines" })]} />);
    await user.click(screen.getByRole("button", { name: "Add a person" }));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(document.activeElement).toBe(screen.getAllByLabelText("Name")[1]);
  });

  it("says what is wrong next to the field that it is about", () => {
    const people = [
      newPerson({ name: "Ines", role: "author", share: "50" }),
      newPerson({ name: "Tomas", role: "", account: tomas.slice(0, 20), share: "50" }),
    ];
    show(<Form people={people} />);
    const line = within(screen.getAllByRole("listitem")[1] as HTMLElement);
    const account = line.getByLabelText(/^Account/);
    expect(account.getAttribute("aria-invalid")).toBe("true");
    const described = account.getAttribute("aria-describedby")?.split(" ") ?? [];
    expect(described.map((id) => document.getElementById(id)?.textContent).join(" ")).toContain("0x and 40 letters");
    expect(line.getByLabelText(/^Role/).getAttribute("aria-invalid")).toBe("true");
    expect(line.getByLabelText(/^Name/).getAttribute("aria-invalid")).toBeNull();
  });

  it("takes a person out again, with their share", async () => {
    const user = userEvent.setup({ delay: null });
    const people = [
      newPerson({ name: "Ines", role: "author", share: "60" }),
      newPerson({ name: "Tomas", role: "editor", account: tomas, share: "40" }),
    ];
    show(<Form people={people} />);
    expect(together()).toContain("100 %");
    await user.click(screen.getByRole("button", { name: "Remove Tomas" }));
    expect(together()).toContain("60 %");
    await user.click(screen.getByRole("button", { name: "Take the rest (40 %) yourself" }));
    expect(shares()).toEqual(["100"]);
  });
});
