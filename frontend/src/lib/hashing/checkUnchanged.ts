/**
 * Throws what the browser says about a file that was changed, moved or deleted since it was chosen. A browser looks at
 * the disk when a reading begins, not while it goes on; so this is asked again after the last byte.
 */
export async function checkUnchanged(file: Blob): Promise<void> {
  await file.slice(0, 1).arrayBuffer();
}
