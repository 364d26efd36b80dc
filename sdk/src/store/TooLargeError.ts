import { ColophonError } from "../errors/ColophonError.ts";

export class TooLargeError extends ColophonError {
  override name = "TooLargeError";
  /** In bytes. */
  readonly size: number;
  readonly maximum: number;

  constructor(size: number, maximum: number) {
    super(
      `This has ${size.toLocaleString("en")} bytes, and ${maximum.toLocaleString("en")} is the most that can be published. Choose a smaller version.`,
    );
    this.size = size;
    this.maximum = maximum;
  }
}
