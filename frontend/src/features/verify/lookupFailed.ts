/** For a failure that nothing foresaw. What is foreseen has its own sentence. */
export const lookupFailed = "Looking it up failed in an unexpected way. Reload the page and try again.";
