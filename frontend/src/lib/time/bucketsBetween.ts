import { type Bucket, startOfBucket } from "./startOfBucket.ts";

/** The starts of all days, weeks or months from one moment to another; the last `most` of them if there are more. */
export function bucketsBetween(by: Bucket, from: number, until: number, most: number): number[] {
  const buckets: number[] = [];
  for (let start = startOfBucket(by, until); start >= startOfBucket(by, from) && buckets.length < most; ) {
    buckets.push(start);
    start = startOfBucket(by, start - 1);
  }
  return buckets.reverse();
}
