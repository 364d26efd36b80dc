import { act, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { beforeAll, expect, it } from "vitest";
import { guardAgainstTranslation, useTranslated } from "./translation.ts";

beforeAll(guardAgainstTranslation);

/** As translators do it: some put the text into an element, some put new words in its place. */
const translators = {
  "moves texts": (text: Text) => {
    const font = document.createElement("font");
    text.replaceWith(font);
    font.append(document.createElement("font"));
    font.firstElementChild?.append(text);
  },
  "puts others in their place": (text: Text) => {
    const font = document.createElement("font");
    font.innerHTML = `<font>[${text.data}]</font>`;
    text.parentNode?.insertBefore(font, text);
    text.parentNode?.removeChild(text);
  },
};

function translate(element: Element, translator: (text: Text) => void) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) translator(text);
}

let set: (next: { price: string; note: boolean; list: string[] }) => void;

function Page() {
  const [{ price, note, list }, change] = useState({ price: "10", note: true, list: ["a", "b"] });
  set = change;
  return (
    <main>
      Pay {price} now{note ? " and keep the note" : null}
      {note ? <b>!</b> : "."}
      {list.map((item) => item)}
    </main>
  );
}

for (const [name, translator] of Object.entries(translators)) {
  it(`React goes on, and no old figure stays, where a translator ${name}`, async () => {
    const { container, unmount } = render(<Page />);
    const main = screen.getByRole("main");
    translate(main, translator);
    await act(async () => set({ price: "20", note: false, list: ["c", "a", "b"] }));
    await waitFor(() => expect(main.textContent).toContain("20"));
    const words = main.textContent?.replace(/[[\]]/g, "") ?? "";
    expect(words).not.toMatch(/10|keep the note|!/);
    expect(words).toBe("Pay 20 now.cab");
    await act(async () => set({ price: "30", note: true, list: [] }));
    await waitFor(() => expect(main.textContent?.replace(/[[\]]/g, "")).toBe("Pay 30 now and keep the note!"));
    unmount();
    expect(container.innerHTML).toBe("");
  });
}

function Words() {
  return useTranslated() ? "translated" : "as written";
}

it("a page knows that it is translated, and when it is no more", async () => {
  const { container } = render(<Words />);
  expect(container.textContent).toBe("as written");
  await act(async () => document.documentElement.classList.add("translated-ltr"));
  await waitFor(() => expect(container.textContent).toBe("translated"));
  await act(async () => document.documentElement.classList.remove("translated-ltr"));
  await waitFor(() => expect(container.textContent).toBe("as written"));
  await act(async () => {
    document.documentElement.lang = "fr";
  });
  await waitFor(() => expect(container.textContent).toBe("translated"));
  document.documentElement.lang = "en";
});
