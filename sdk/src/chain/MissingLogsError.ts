import { ColophonError } from "../errors/ColophonError.ts";

/** The contract remembers something whose log the node doesn't have: logs were pruned, or the node is lying. */
export class MissingLogsError extends ColophonError {
  override name = "MissingLogsError";

  constructor(what: string) {
    super(
      `The node knows ${what} but not its record in the log. Ask another node: this one may have discarded old logs.`,
    );
  }
}
