/** How many days pass while the catalogue is loaded, so that there is something to report and something late. */
export const demoDays = 62;
