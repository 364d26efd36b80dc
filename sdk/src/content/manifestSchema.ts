import * as v from "valibot";
import { hashField, wholeField } from "../json/fields.ts";
import { mediaTypeOf } from "./mediaTypeOf.ts";
import { pathProblem } from "./pathProblem.ts";

const entrySchema = v.strictObject({
  path: v.pipe(
    v.string(),
    v.rawCheck(({ dataset, addIssue }) => {
      const problem = dataset.typed ? pathProblem(dataset.value) : undefined;
      if (problem) addIssue({ message: `the path can't be used: ${problem}` });
    }),
  ),
  size: wholeField(0),
  type: v.pipe(
    v.string(),
    v.check((type) => type === mediaTypeOf(type), "this must be a media type in lower case, such as image/png."),
  ),
  sha256: hashField,
  blake3: hashField,
  salt: hashField,
});

type Entry = v.InferOutput<typeof entrySchema>;

/** The manifest as it stands in files. Unknown fields are refused: they would be hashed without being shown. */
export const manifestSchema = v.strictObject({
  format: v.picklist(["colophon-manifest/1", "colophon-manifest/2"]),
  anchor: v.optional(v.strictObject({ chainId: wholeField(1), number: wholeField(0), hash: hashField })),
  files: v.pipe(
    v.array(entrySchema),
    v.check((files) => files.some((file) => file.size > 0), "there must be a file that is not empty."),
    v.check(
      (files) => files.every((file, i) => i === 0 || (files[i - 1] as Entry).path < file.path),
      "the files must be sorted by path, each path once.",
    ),
  ),
});
