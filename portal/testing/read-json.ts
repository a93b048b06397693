/** The body of an answer as the shape that the API promises. */
export async function readJson<Shape>(answer: Response): Promise<Shape> {
  return (await answer.json()) as Shape;
}
