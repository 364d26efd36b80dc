import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import { TabLink, Tabs } from "./Tabs.tsx";

beforeEach(() => history.replaceState(null, "", "/work/5"));

const parts = (
  <>
    <TabLink tab="money" part="till">
      To the till
    </TabLink>
    <Tabs
      label="About it"
      tabs={[
        { id: "offers", label: "Offers", content: () => <p>What is on offer</p> },
        { id: "proof", label: "Proof", content: () => <p>What is proven</p>, printed: () => <p>On paper</p> },
        { id: "money", label: "Money", content: () => <p id="till">What came in</p> },
      ]}
    />
  </>
);

it("shows the first part, and the one that the address names", async () => {
  const { unmount } = render(parts);
  expect(screen.getByRole("tabpanel", { name: "Offers" }).textContent).toBe("What is on offer");
  unmount();
  history.replaceState(null, "", "/work/5?tab=money");
  render(parts);
  expect(screen.getByRole("tabpanel", { name: "Money" })).toBeDefined();
});

it("shows the first part where the address names none that there is", () => {
  history.replaceState(null, "", "/work/5?tab=nonsense");
  render(parts);
  expect(screen.getByRole("tab", { selected: true }).textContent).toBe("Offers");
});

it("makes a step of its own of each part, which keeps whatever else the address says", async () => {
  history.replaceState(null, "", "/work/5?q=x");
  render(parts);
  await userEvent.click(screen.getByRole("tab", { name: "Proof" }));
  expect(location.search).toBe("?q=x&tab=proof");
  await userEvent.click(screen.getByRole("tab", { name: "Offers" }));
  expect(location.search).toBe("?q=x");
});

it("is one stop for the keyboard: arrows choose, Enter opens", async () => {
  render(parts);
  const user = userEvent.setup();
  await user.tab();
  await user.tab();
  expect(document.activeElement?.textContent).toBe("Offers");
  await user.keyboard("{ArrowLeft}");
  expect(document.activeElement?.textContent).toBe("Money");
  expect(screen.getByRole("tab", { selected: true }).textContent).toBe("Offers");
  await user.keyboard("{Enter}");
  expect(screen.getByRole("tab", { selected: true }).textContent).toBe("Money");
});

it("keeps for paper what belongs on it while another part is shown", () => {
  render(parts);
  expect(screen.getByText("On paper")).toBeDefined();
});

it("leads to a part of another tab by a link of this page", async () => {
  render(parts);
  const link = screen.getByRole("link", { name: "To the till" });
  expect(link.getAttribute("href")).toBe("/work/5?tab=money#till");
  await userEvent.click(link);
  expect(screen.getByRole("tabpanel", { name: "Money" })).toBeDefined();
});
