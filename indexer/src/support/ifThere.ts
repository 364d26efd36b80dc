/**
 * What a change of a row gives, or undefined if there is no such row: a node that left out the log which made it is found
 * out by the check of the index, not here.
 */
export async function ifThere<Row>(change: Promise<Row>): Promise<Row | undefined> {
  try {
    return await change;
  } catch (error) {
    if ((error as Error).name === "RecordNotFoundError") return undefined;
    throw error;
  }
}
