/** All royalty units of a work; 1,000,000 units are 1 %. */
export const totalUnits = 100_000_000;
