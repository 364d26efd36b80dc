import { render, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { OutcomeHeading, useBecame } from "./Outcome.tsx";

function Page({ state }: { state: "unknown" | "open" | "done" }) {
  const fresh = useBecame(state === "unknown" ? undefined : state === "done");
  return state === "done" ? (
    <>
      <OutcomeHeading fresh={fresh}>It is done</OutcomeHeading>
      <button type="button">Next</button>
    </>
  ) : (
    <button type="button">Sign</button>
  );
}

describe("the outcome of a deed", () => {
  it("gets the focus and comes before the eye when it happens while the person is here", () => {
    const scroll = vi.fn();
    Element.prototype.scrollIntoView = scroll;
    const page = render(<Page state="open" />);
    screen.getByRole("button").focus();
    page.rerender(<Page state="done" />);
    expect(document.activeElement?.textContent).toBe("It is done");
    expect(scroll).toHaveBeenCalledTimes(1);
  });

  it("leaves a page alone that opens with what was done before, also after it was asked for", () => {
    const page = render(<Page state="unknown" />);
    page.rerender(<Page state="done" />);
    expect(document.activeElement).toBe(document.body);
  });

  it("is not taken away again by what happens later", () => {
    const page = render(<Page state="open" />);
    page.rerender(<Page state="done" />);
    screen.getByRole("button", { name: "Next" }).focus();
    page.rerender(<Page state="done" />);
    expect(document.activeElement?.textContent).toBe("Next");
  });
});
