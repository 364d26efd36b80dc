import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Field, Input, Select, Textarea } from "./field.tsx";

describe("Field", () => {
  it("W12 binds label, hint and error to its input", () => {
    render(
      <Field label="Title" hint="As it stands on the cover" error="Give it a title" required>
        <Input />
      </Field>,
    );
    const input = screen.getByLabelText("Title");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(input.getAttribute("aria-required")).toBe("true");
    const described = input
      .getAttribute("aria-describedby")
      ?.split(" ")
      .map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual(["As it stands on the cover", "Give it a title"]);
    expect(screen.getByRole("alert").textContent).toBe("Give it a title");
  });

  it("is not invalid without an error", () => {
    render(
      <Field label="Kind">
        <Select>
          <option>Film</option>
        </Select>
      </Field>,
    );
    const select = screen.getByLabelText("Kind");
    expect(select.hasAttribute("aria-invalid")).toBe(false);
    expect(select.hasAttribute("aria-describedby")).toBe(false);
  });

  it("gives each field its own id", () => {
    render(
      <>
        <Field label="One">
          <Textarea />
        </Field>
        <Field label="Two">
          <Textarea />
        </Field>
      </>,
    );
    expect(screen.getByLabelText("One").id).not.toBe(screen.getByLabelText("Two").id);
  });
});
