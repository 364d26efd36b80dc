/** An exact fraction, in lowest terms. */
export class Rational {
  static readonly zero = new Rational(0n);
  readonly top: bigint;
  readonly bottom: bigint;

  constructor(top: bigint, bottom = 1n) {
    if (bottom <= 0n) throw new Error("A fraction needs a positive denominator.");
    let [a, b] = [top < 0n ? -top : top, bottom];
    while (b !== 0n) [a, b] = [b, a % b];
    const divisor = a === 0n ? 1n : a;
    this.top = top / divisor;
    this.bottom = bottom / divisor;
  }

  plus(other: Rational): Rational {
    return new Rational(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
  }

  times(other: Rational): Rational {
    return new Rational(this.top * other.top, this.bottom * other.bottom);
  }

  /** The whole part of what is not negative. */
  floor(): bigint {
    if (this.top < 0n) throw new Error("Nobody owes a negative amount.");
    return this.top / this.bottom;
  }
}
