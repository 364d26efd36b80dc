type DrawPictureParameters = {
  /** The longest edge, in pixels; a smaller picture keeps its size. */
  edge: number;
  type: "image/jpeg" | "image/webp";
  quality: number;
  /** Words that stand across it again and again, so that nobody takes it for the work. */
  mark?: string | undefined;
};

/** Draws a picture anew: smaller, and without anything that a camera hid in it. */
export async function drawPicture(picture: ImageBitmap, { edge, type, quality, mark }: DrawPictureParameters) {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser has no canvas.");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, width, height);
  if (mark) drawMark(context, { mark, width, height });
  const blob = await canvas.convertToBlob({ type, quality });
  return { blob, width, height };
}

type DrawMarkParameters = { mark: string; width: number; height: number };

/** Writes the mark in slanting rows over the whole picture, light with a dark edge, to be seen on any ground. */
function drawMark(context: OffscreenCanvasRenderingContext2D, { mark, width, height }: DrawMarkParameters): void {
  const size = Math.max(12, Math.round(Math.max(width, height) / 14));
  const reach = Math.hypot(width, height);
  context.save();
  context.translate(width / 2, height / 2);
  context.rotate(-Math.PI / 6);
  context.font = `600 ${size}px sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = Math.max(1, size / 16);
  context.strokeStyle = "rgb(0 0 0 / 45%)";
  context.fillStyle = "rgb(255 255 255 / 45%)";
  const step = Math.max(size, context.measureText(mark).width * 1.5);
  for (let y = -reach / 2; y <= reach / 2; y += size * 3) {
    for (let x = -reach / 2; x <= reach / 2; x += step) {
      context.strokeText(mark, x, y);
      context.fillText(mark, x, y);
    }
  }
  context.restore();
}
