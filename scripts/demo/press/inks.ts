/** The paper and the inks of all pictures in the catalogue. */
export const inks = {
  paper: [249, 243, 230],
  sun: { colour: [255, 190, 74], shift: [1, 0] },
  coral: { colour: [238, 104, 86], shift: [-1, 1] },
  sea: { colour: [58, 126, 152], shift: [0, 1] },
  night: { colour: [32, 48, 74], shift: [0, 0] },
} as const;
