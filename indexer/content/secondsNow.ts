/** Seconds since 1970. */
export const secondsNow = () => Math.floor(Date.now() / 1000);
