import type { ChosenFiles } from "./ChosenFiles.ts";
import { chosenFromList } from "./chosenFromList.ts";

/** Reads what was chosen in `<input type="file">`, with or without `webkitdirectory`. */
export function chosenFromInput(list: FileList): ChosenFiles {
  return chosenFromList([...list].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}
