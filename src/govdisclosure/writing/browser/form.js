// The form: its cells as they are filled in, totals that follow, and checks that run at every change.
const valueOf = (index) => MODEL.values[cells[index].value];
const side = ({ terms, constant }) => ({ terms: terms.map(([i, f]) => [i, number(f)]), constant: number(constant) });
const condition = (one) =>
  one && { comparison: one.comparison, left: side(one.left), right: side(one.right), difference: side(one.difference) };
const patterns = MODEL.relations.map((one) => ({
  ...one, condition: condition(one.condition), guard: condition(one.guard), tolerance: number(one.tolerance),
}));

// cells are those of the model, then those of rows that were added; entries[i] is what stands in one, and follows[i] says
// that a total is worked out here, and nobody wrote it.
const cells = [...MODEL.cells];
let rows = PLACES.map(() => []); // the rows added at each place: a key, and by column the index of each cell
let entries = cells.map(() => null);
let follows = [];
let [relations, totals, live] = [[], {}, []]; // what holds, the parts of each total, and the cells that count
let kept = {}; // what a report says that this page does not show: its problems, and where its cells were read
const given = new Map(); // of every field of text, what the report says and how the field shows it, which may be plainer
let statuses = {};
const interval = (index) => intervalOf(entries[index], valueOf(index));
const good = () => PLACES.map((place, at) => counted(rows[at], place));

function newRow(at, key) {
  const row = { key, cells: {} };
  MODEL.cells.forEach((cell, from) => {
    if (patternOf[from]?.number !== at || !isPattern(from)) return;
    row.cells[cell.column] = cells.push({ ...cell, from }) - 1;
    entries.push(null);
    follows.push(false);
  });
  return row;
}

// Work out what holds, now that there are other rows or keys; return the cells that have become totals.
function settle() {
  const before = totals;
  rows.forEach((list, at) => list.forEach((row) => Object.values(row.cells).forEach((index) => {
    const { row: path, name, bound } = MODEL.cells[cells[index].from];
    const words = (text) => keyed(text, row.key || TEXT.newRow);
    Object.assign(cells[index], { row: words(path), name: words(name), bound: bound && { ...bound, id: words(bound.id) } });
  })));
  const counting = good();
  const places = counting.map((list, at) => ({ rows: list, below: listedBelow(list, PLACES[at]) }));
  relations = patterns.flatMap((one) => instances(one, places));
  const sums = relations.filter(({ sum, condition: { comparison, right } }) => sum && comparison === "==" && right.terms.length);
  totals = Object.fromEntries(sums.map(({ condition: { left, right } }) => [left.terms[0][0], right.terms]));
  const own = MODEL.cells.map((_, index) => index).filter((index) => patternOf[index] === null);
  live = [...own, ...counting.flat().flatMap((row) => Object.values(row.cells))];
  return Object.keys(totals).map(Number).filter((index) => !(index in before));
}

function follow() {
  const due = Object.keys(totals).map(Number).filter((index) => follows[index]);
  for (let rounds = 0, changed = true; changed && rounds <= due.length; rounds += 1) { // a total of totals waits for those
    changed = false;
    for (const index of due) {
      const sum = sumOf(index);
      if (jsonText(sum) !== jsonText(entries[index])) changed = true;
      entries[index] = sum;
    }
  }
}

function sumOf(index) {
  const parts = totals[index];
  if (!parts.some(([part]) => isNumber(inner(entries[part])))) return null;
  const found = parts.map(([part]) => intervalOf(entries[part], valueOf(part)));
  if (!found.every(([low, high], at) => low && high && compare(low, high) === 0 && inner(entries[parts[at][0]]) !== undefined))
    return null;
  return new Figure(written(found.reduce((sum, [low], at) => add(sum, sign(parts[at][1]) < 0 ? minus(low) : low), ZERO)));
}

function judged(relation) {
  const drawn = relation.cells.some((index) => entries[index] !== undefined);
  return drawn ? verdict(relation, interval) : "not_applicable";
}

function check() {
  follow();
  statuses = Object.fromEntries(relations.map((relation) => [relation.id, judged(relation)]));
  const faults = allKeyFaults();
  for (const index of live) faults.push(...cellFaults(index));
  for (const relation of relations)
    if (statuses[relation.id] === "fail")
      faults.push({ severity: relation.severity, cells: relation.cells, name: relation.place, text: failure(relation) });
  show(faults);
}

const allKeyFaults = () => good().flatMap((counting, at) =>
  rows[at].filter((row) => !counting.includes(row)).flatMap((row) => keyFaults(row, PLACES[at])));

// what is wrong with a row that does not count: nothing, while nothing stands in it
function keyFaults(row, place) {
  const isUsed = row.key || Object.values(row.cells).some((index) => entries[index] !== null && entries[index] !== undefined);
  if (!isUsed) return [];
  const text = !row.key ? TEXT.noKey : fitsKey(row.key, place) ? TEXT.twice : TEXT.badKey;
  const words = say(text, { text: row.key, label: place.label, hint: place.hint });
  return [{ severity: "error", cells: [], row, name: place.name, text: words }];
}

function cellFaults(index) {
  const { name, bound } = cells[index];
  const value = valueOf(index);
  const held = inner(entries[index]);
  const faults = [];
  const say_ = (severity, text) => faults.push({ severity, cells: [index], name, text });
  if (held && held.unreadable !== undefined) say_("error", say(TEXT.unreadable, { text: held.unreadable, hint: value.hint }));
  const high = value.numeric && interval(index)[1];
  if (bound && high && compare(high, number(value.min)) < 0) {
    statuses[bound.id] = "fail";
    say_(bound.severity, say(TEXT.low, { min: value.min }));
  }
  if (isNumber(held) && value.places !== null && (held.number.split(".")[1] ?? "").replace(/0+$/, "").length > value.places)
    say_("warning", say(TEXT.places, { places: value.places }));
  return faults;
}

// a failure in words: the sentence of the rule, then its two sides with the numbers put in
function failure({ condition, sentence, names, advice }) {
  const part = (one) => {
    const long = one.terms.length > MODEL.many;
    const zero = ([index]) => isNumber(inner(entries[index])) && sign(interval(index)[0]) === 0;
    const shown = long ? one.terms.filter((term) => !zero(term)) : one.terms;
    const told = shown.map(([index, factor]) => {
      const text = `${names[index]} ${shownText(entries[index], MODEL.language) || TEXT.blank}`;
      const size = magnitude(factor);
      return [sign(factor), compare(size, [1n, 0]) === 0 ? text : `${written(size)}×${text}`];
    });
    if (sign(one.constant) || !one.terms.length) told.push([sign(one.constant), written(magnitude(one.constant))]);
    const left = one.terms.length - shown.length;
    const text = told.map(([s, t], at) => (s < 0 ? (at ? " - " : "-") : at ? " + " : "") + t).join("");
    const [low, high] = total(one, interval);
    const worth = low && high && compare(low, high) === 0 && told.length + left > 1 ? ` = ${written(low)}` : "";
    return text + (left ? say(told.length ? TEXT.othersZero : TEXT.allZero, { count: left }) : "") + worth;
  };
  const broken = MODEL.broken[condition.comparison];
  return `${part(condition.left)} ${broken} ${part(condition.right)}${TEXT.stop}${sentence}${advice}`;
}
