/**
 * A constructor whose objects are like those of a literal, of no class that a flow could notice.
 *
 * Once the engine has taken the objects of a literal for long-lived ones, it puts each of them, some hundred thousand
 * a second, where only a full collection of garbage ends it, and where it takes twice as long. Of a constructor it keeps
 * no such record (docs/performance.md).
 *
 * @param fill gives `this` its fields
 */
export function plain<Made extends object, Arguments extends unknown[]>(
  fill: (this: Made, ...values: Arguments) => void,
): new (
  ...values: Arguments
) => Made {
  fill.prototype = Object.prototype;
  return fill as unknown as new (
    ...values: Arguments
  ) => Made;
}
