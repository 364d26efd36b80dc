/** A line below the search box: where it leads, and what stands on it. */
export type Suggestion = { id: string; href: string; title: string; detail: string };
