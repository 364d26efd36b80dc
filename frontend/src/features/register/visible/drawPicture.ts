export type DrawPictureParameters = {
  /** The longest edge, in pixels; a smaller picture keeps its size. */
  edge: number;
  type: "image/jpeg" | "image/webp";
  quality: number;
};

/** Draws a picture anew: smaller, and without anything that a camera hid in it. */
export async function drawPicture(picture: ImageBitmap, { edge, type, quality }: DrawPictureParameters) {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser has no canvas.");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type, quality });
  return { blob, width, height };
}
