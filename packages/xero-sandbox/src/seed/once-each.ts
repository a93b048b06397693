/** Works each answer out once and then gives it again; equal texts are then one text, which saves a large seed memory. */
export function onceEach<T>(work: (of: number) => T): (of: number) => T {
  const known = new Map<number, T>();
  return (of) => {
    let answer = known.get(of);
    if (answer === undefined) {
      answer = work(of);
      known.set(of, answer);
    }
    return answer;
  };
}
