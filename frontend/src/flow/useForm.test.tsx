import { act, renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { useStepHistory } from "./useForm.ts";

it("lets the browser's Back lead to the step before, and not out of the form", () => {
  const show = vi.fn();
  const { result, unmount } = renderHook(() => useStepHistory(0, show));
  expect(history.state).toMatchObject({ step: 0 });
  const before = history.length;
  act(() => result.current(1));
  expect(show).toHaveBeenLastCalledWith(1);
  expect(history.length).toBe(before + 1);
  expect(history.state).toMatchObject({ step: 1 });
  act(() => void window.dispatchEvent(new PopStateEvent("popstate", { state: { step: 0 } })));
  expect(show).toHaveBeenLastCalledWith(0);
  unmount();
  window.dispatchEvent(new PopStateEvent("popstate", { state: { step: 1 } }));
  expect(show).toHaveBeenCalledTimes(2);
});
