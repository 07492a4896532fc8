// Exact numbers as [digits, places]: the number is digits / 10 ** places, and digits a BigInt, so nothing is rounded.
const ZERO = [0n, 0];

function number(text) {
  const [whole, fraction = ""] = text.split(".");
  return [BigInt(whole + fraction), fraction.length];
}

function written([digits, places]) {
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, "0");
  const sign = digits < 0n ? "-" : "";
  return sign + (places ? `${text.slice(0, -places)}.${text.slice(-places)}` : text);
}

function add([first, places], [second, others]) {
  const most = Math.max(places, others);
  return [first * 10n ** BigInt(most - places) + second * 10n ** BigInt(most - others), most];
}

const times = ([first, places], [second, others]) => [first * second, places + others];
const minus = ([digits, places]) => [-digits, places];
const sign = ([digits]) => (digits > 0n ? 1 : digits < 0n ? -1 : 0);
const compare = (first, second) => sign(add(first, minus(second)));
const magnitude = (one) => (sign(one) < 0 ? minus(one) : one);

// Intervals [lowest, highest], null being without limit, and verdicts in three values: true, false, undefined for open.
function total(side, intervalOf) {
  let low = side.constant;
  let high = side.constant;
  for (const [index, factor] of side.terms) {
    const [first, second] = intervalOf(index);
    const [least, most] = sign(factor) < 0 ? [second, first] : [first, second];
    low = low && least && add(low, times(factor, least));
    high = high && most && add(high, times(factor, most));
  }
  return [low, high];
}

function atMost(low, high, tolerance) {
  if (high && compare(high, tolerance) <= 0) return true;
  return low && compare(low, tolerance) > 0 ? false : undefined;
}

function holds(comparison, [low, high], tolerance) {
  const no = (truth) => (truth === undefined ? undefined : !truth);
  const most = atMost(low, high, tolerance);
  if (comparison === "<=") return most;
  if (comparison === ">") return no(most);
  const least = atMost(high && minus(high), low && minus(low), tolerance);
  if (comparison === ">=") return least;
  if (comparison === "<") return no(least);
  const equal = most && least ? true : most === false || least === false ? false : undefined;
  return comparison === "==" ? equal : no(equal);
}

function truth(condition, tolerance, intervalOf) {
  return holds(condition.comparison, total(condition.difference, intervalOf), tolerance);
}

function verdict(relation, intervalOf) {
  const guard = relation.guard ? truth(relation.guard, ZERO, intervalOf) : true;
  if (guard === false) return "not_applicable";
  const found = truth(relation.condition, relation.tolerance, intervalOf);
  if (found) return "pass";
  return found === false && guard ? "fail" : "undecided";
}
