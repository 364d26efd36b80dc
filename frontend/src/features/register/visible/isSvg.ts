/** Whether a file is an SVG, which is a program as much as a picture, whatever it calls itself. */
export async function isSvg(file: File): Promise<boolean> {
  if (file.type.startsWith("image/svg") || /\.svgz?$/i.test(file.name)) return true;
  const start = await file.slice(0, 1024).text();
  return /<svg[\s>]/i.test(start);
}
