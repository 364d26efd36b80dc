import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { DropZone } from "./DropZone.tsx";

const file = (name: string) => new File(["ink"], name);

describe("DropZone", () => {
  it("takes files from its input", async () => {
    const onChoose = vi.fn();
    render(<DropZone title="Drop here" onChoose={onChoose} />);
    await userEvent.upload(screen.getByTestId("choose-files"), [file("a.txt"), file("b.txt")]);
    expect(onChoose).toHaveBeenCalledTimes(1);
    expect(onChoose.mock.calls[0]?.[0].files.map(({ path }: { path: string }) => path)).toEqual(["a.txt", "b.txt"]);
  });

  it("takes dropped files", async () => {
    const onChoose = vi.fn();
    render(<DropZone title="Drop here" onChoose={onChoose} />);
    const dropped = file("dropped.txt");
    const items = [{ kind: "file", getAsFile: () => dropped }];
    fireEvent.drop(screen.getByText("Drop here"), { dataTransfer: { items, files: [dropped] } });
    await waitFor(() => expect(onChoose).toHaveBeenCalledTimes(1));
    expect(onChoose.mock.calls[0]?.[0].files[0].file).toBe(dropped);
  });

  it("W12 can be reached and used with the keyboard alone", async () => {
    render(<DropZone title="Drop here" onChoose={() => {}} />);
    const clicked = vi.spyOn(screen.getByTestId("choose-files"), "click");
    await userEvent.tab();
    expect(document.activeElement?.textContent).toBe("Choose files");
    await userEvent.keyboard("{Enter}");
    expect(clicked).toHaveBeenCalledTimes(1);
    await userEvent.tab();
    expect(document.activeElement?.textContent).toBe("Choose a folder");
  });

  it("takes nothing while it is off", async () => {
    const onChoose = vi.fn();
    render(<DropZone title="Drop here" onChoose={onChoose} disabled />);
    const dropped = file("dropped.txt");
    fireEvent.drop(screen.getByText("Drop here"), { dataTransfer: { items: [], files: [dropped] } });
    await Promise.resolve();
    expect(onChoose).not.toHaveBeenCalled();
  });
});
