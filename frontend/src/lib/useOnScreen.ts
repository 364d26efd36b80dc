import { type RefObject, useEffect, useState } from "react";

/** Whether an element has come near the screen yet. What it shows is worth loading from then on. */
export function useOnScreen(element: RefObject<Element | null>, margin = "300px"): boolean {
  const [seen, setSeen] = useState(typeof IntersectionObserver === "undefined");
  useEffect(() => {
    if (seen || !element.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: margin },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [seen, element, margin]);
  return seen;
}
