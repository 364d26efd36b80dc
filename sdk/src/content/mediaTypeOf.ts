const mediaType = /^[a-z0-9!#$&^_.+-]{1,127}\/[a-z0-9!#$&^_.+-]{1,127}$/;

/** A media type without its parameters and in lower case; "application/octet-stream" for anything else. */
export function mediaTypeOf(type: string | undefined): string {
  const essence = type?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return mediaType.test(essence) ? essence : "application/octet-stream";
}
