// The table of gradient rules, beside the table of operations in `ops.ts`.
import type { ops, OpName } from './ops.ts';
import type { AttributesOf } from './ops/spec.ts';
import { arrangementRules } from './vjp/arrangement.ts';
import { elementwiseRules } from './vjp/elementwise.ts';
import { indexingRules } from './vjp/indexing.ts';
import { linearRules } from './vjp/linear.ts';
import { normalisationRules } from './vjp/normalisation.ts';
import { reductionRules } from './vjp/reduction.ts';
import type { Rule } from './vjp/rule.ts';
import { windowRules } from './vjp/window.ts';

export const rules: { readonly [Op in OpName]?: Rule<AttributesOf<(typeof ops)[Op]>> } = {
  ...elementwiseRules,
  ...linearRules,
  ...windowRules,
  ...normalisationRules,
  ...reductionRules,
  ...arrangementRules,
  ...indexingRules,
};

/** Ops whose gradient is defined as zero (sign, stopGradient). */
const flat: ReadonlySet<string> = new Set<OpName>(['sign', 'stopGradient']);

export const isFlat = (op: string): boolean => flat.has(op);

/** Throws the name of an operation that has no rule. */
export function ruleOf(op: string): Rule<unknown> {
  const rule = (rules as Readonly<Record<string, Rule<never>>>)[op] as Rule<unknown> | undefined;
  if (rule === undefined) throw new Error(`${op} has no gradient rule`);
  return rule;
}
