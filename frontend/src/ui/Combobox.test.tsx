import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { Combobox } from "./Combobox.tsx";

const fruits = ["Apple", "Apricot", "Banana"];

type BoxProps = Partial<Parameters<typeof Combobox<string>>[0]>;

function Box(props: BoxProps) {
  const [text, setText] = useState("");
  return (
    <Combobox
      label="Fruit"
      text={text}
      onText={setText}
      options={fruits.filter((fruit) => fruit.toLowerCase().includes(text.toLowerCase()))}
      optionKey={(fruit) => fruit}
      listLabel="Fruits"
      onChoose={() => {}}
      status="Type"
      {...props}
    >
      {(fruit) => fruit}
    </Combobox>
  );
}

const box = () => screen.getByRole("combobox", { name: "Fruit" });
const marked = () => document.getElementById(box().getAttribute("aria-activedescendant") ?? "")?.textContent;

describe("Combobox", () => {
  it("marks lines with the arrow keys while the focus stays in the box, and goes round by way of the box", async () => {
    const user = userEvent.setup();
    render(<Box onEnter={() => {}} />);
    await user.click(box());
    expect(marked()).toBeUndefined();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(marked()).toBe("Apricot");
    await user.keyboard("{ArrowUp}{ArrowUp}");
    expect(marked()).toBeUndefined();
    await user.keyboard("{ArrowUp}");
    expect(marked()).toBe("Banana");
    expect(document.activeElement).toBe(box());
  });

  it("takes the marked line with Enter, and what was typed where none is marked", async () => {
    const user = userEvent.setup();
    const [onChoose, onEnter] = [vi.fn(), vi.fn()];
    render(<Box onChoose={onChoose} onEnter={onEnter} />);
    await user.type(box(), "ap{Enter}");
    expect(onEnter).toHaveBeenCalledOnce();
    await user.keyboard("{ArrowDown}{Enter}");
    expect(onChoose).toHaveBeenCalledWith("Apple");
  });

  it("empties the box with Escape, and then lets go", async () => {
    const user = userEvent.setup();
    const onEscape = vi.fn();
    render(<Box onEscape={onEscape} />);
    await user.type(box(), "ba{Escape}");
    expect(box()).toHaveProperty("value", "");
    expect(onEscape).not.toHaveBeenCalled();
    await user.keyboard("{Escape}");
    expect(onEscape).toHaveBeenCalledOnce();
  });

  it("marks the first line from the start where Enter has no meaning of its own", async () => {
    const user = userEvent.setup();
    const onChoose = vi.fn();
    render(<Box onChoose={onChoose} isChosen={(fruit) => fruit === "Banana"} />);
    await user.type(box(), "b{Enter}");
    expect(onChoose).toHaveBeenCalledWith("Banana");
    expect(screen.getByRole("listbox").getAttribute("aria-multiselectable")).toBe("true");
    expect(screen.getByRole("option", { selected: true }).textContent).toBe("Banana");
  });

  it("does not send the form that it stands in", async () => {
    const user = userEvent.setup();
    const onSubmit = vi.fn((event) => event.preventDefault());
    render(
      <form onSubmit={onSubmit}>
        <Box />
        <button type="submit">Send</button>
      </form>,
    );
    await user.type(box(), "x{Enter}");
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it("takes a line by the mouse", async () => {
    const onChoose = vi.fn();
    render(<Box onChoose={onChoose} onEnter={() => {}} />);
    await userEvent.click(screen.getByRole("option", { name: "Apricot" }));
    expect(onChoose).toHaveBeenCalledWith("Apricot");
  });
});
