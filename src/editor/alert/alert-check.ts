import { alertProblem } from "./rules";
import { alertText } from "./texts";

/**
 * What is wrong with a property of an alert, in words.
 *
 * @param property finds the text of another property of the same node
 */
export function alertProblemIn(
  name: string,
  value: string,
  property: (name: string) => string,
): string | undefined {
  const isPath = (written: string) => RED.utils.validatePropertyExpression(written) === true;
  const problem = alertProblem(name, value, { property, isPath });
  return problem && alertText(`validation.${problem.sentence}`);
}
