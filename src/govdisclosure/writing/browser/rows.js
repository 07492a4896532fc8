// Rows that are added: which keys they can have, and what holds of them, made of the pattern row of their place.
const PLACES = MODEL.places;
const UNFINISHED = "\uE000"; // before the key of a row in a draft that has none yet, or none that can be
const patternOf = MODEL.cells.map(({ table, row }) => {
  const number = PLACES.findIndex((place) => place.table === table && row.startsWith(`${place.path}.`));
  return number < 0 ? null : { number, key: row.slice(PLACES[number].path.length + 1) };
});
const isPattern = (index) => patternOf[index] !== null && patternOf[index].key === PLACES[patternOf[index].number].row;

function fitsKey(key, { kind, digits }) {
  if (!key || key.length > 200 || key !== key.trim() || /[\u0000-\u001f\u007f]/.test(key)) return false;
  if (kind === "code") return /^\d+$/.test(key) && digits.includes(key.length);
  if (kind === "integer") return /^(?:0|-?[1-9]\d{0,17})$/.test(key);
  return kind === "date" ? isDay(key) : true;
}

function isDay(text) {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(`${text}T`);
}

function typedKey(text, { kind }) {
  return kind === "text" ? text.trim() : text.normalize("NFKC").trim();
}

// the rows that count: those with a key that no row above has too
function counted(rows, place) {
  const seen = new Set();
  return rows.filter(({ key }) => fitsKey(key, place) && !seen.has(key) && seen.add(key));
}

// The rows right below each row: those whose code begins with its code and with no longer one; below null stand the others.
function listedBelow(rows, { kind }) {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const below = new Map([[null, []], ...rows.map((row) => [row, []])]);
  for (const row of rows) {
    const shorter = kind === "code" ? [...row.key].map((_, cut) => row.key.slice(0, row.key.length - 1 - cut)) : [];
    below.get(byKey.get(shorter.find((key) => byKey.has(key))) ?? null).push(row);
  }
  return below;
}

// What a relation of the model says of the rows at each place: itself, one for each row, or one whose sum runs over them.
function instances(relation, places) {
  const own = relation.condition.left.terms.map(([index]) => index);
  const of = (relation.gathers ? own : relation.cells).find(isPattern);
  const bases = of === undefined ? [null] : places[patternOf[of].number].rows;
  return bases.map((base) => instance(relation, places, base)).filter(Boolean);
}

// `find` gives the cells that stand for a cell of the model, with the key of their row; null where there is no such row.
function instance(relation, places, base) {
  const at = (row, index) => [row.cells[MODEL.cells[index].column], row.key];
  const find = (index) => {
    const pattern = patternOf[index];
    if (pattern === null) return [[index, ""]];
    if (base && isPattern(index)) return [at(base, index)];
    const { rows, below } = places[pattern.number];
    if (!relation.gathers) {
      const named = rows.find(({ key }) => key === pattern.key);
      return named ? [at(named, index)] : null;
    }
    const stands = base ? pattern.key === `${PLACES[pattern.number].row}\uE000p\uE001` : isPattern(index);
    return stands ? below.get(base).map((row) => at(row, index)) : [];
  };
  const found = new Map(relation.cells.map((index) => [index, find(index)]));
  if ([...found.values()].includes(null)) return null;
  const ids = (index) => found.get(index).map(([id]) => id);
  const side = ({ terms, constant }) => ({ terms: terms.flatMap(([i, factor]) => ids(i).map((id) => [id, factor])), constant });
  const put = (one) => one && { ...one, left: side(one.left), right: side(one.right), difference: side(one.difference) };
  const condition = put(relation.condition);
  if (relation.gathers && !condition.right.terms.length && (base || !relation.open)) return null;
  const tolerance = relation.gathers ? leeway(condition.difference) : relation.tolerance;
  const words = (text) => keyed(text, base?.key).replaceAll("\uE000m\uE001", plain(tolerance));
  return {
    ...relation, condition, tolerance, guard: put(relation.guard), cells: relation.cells.flatMap(ids),
    id: words(relation.id), place: words(relation.place), sentence: words(relation.sentence),
    names: Object.fromEntries(relation.cells.flatMap((i) => found.get(i).map(([id, key]) => [id, keyed(relation.names[i], key)]))),
  };
}

// a text of the model with the key of a row put in
function keyed(text, key) {
  return key ? text.replace(/\uE000k\d+\uE001(?:\uE000p\uE001)?/g, () => key) : text;
}

// by how much a sum may be out: half a unit of the last place of each rounded figure, and the largest other tolerance
function leeway({ terms }) {
  let lost = ZERO;
  let slack = ZERO;
  for (const [id, factor] of terms) {
    const { half, slack: own } = valueOf(id);
    if (half) lost = add(lost, times(magnitude(factor), number(half)));
    else if (compare(number(own), slack) > 0) slack = number(own);
  }
  return add(lost, slack);
}

function plain(figure) {
  const text = written(figure);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

// Copies put in the place of a row of a table, from the first that has a field for its key on: what begins above the row
// and reaches over it, and what stands before that field, is as much taller as there are more rows.
function repeated(row, count, copy) {
  const more = count - 1;
  const table = row.closest("table");
  const at = row.rowIndex;
  for (const other of [...table.rows].slice(0, at))
    for (const cell of other.cells) if (other.rowIndex + cell.rowSpan > at) cell.rowSpan += more;
  const own = [...row.cells].findIndex((cell) => cell.textContent.includes("\uE000k") || cell.querySelector("[data-place]"));
  const beside = [...row.cells].slice(0, own);
  const copies = Array.from({ length: count }, (_, position) => {
    const made = row.cloneNode(true);
    if (position) [...made.cells].slice(0, own).forEach((cell) => cell.remove());
    else [...made.cells].slice(0, own).forEach((cell) => { cell.rowSpan += more; });
    return copy(made, position);
  });
  const next = row.nextElementSibling;
  if (!count && next) next.prepend(...beside.filter((cell) => cell.rowSpan > 1).map((cell) => { cell.rowSpan += more; return cell; }));
  row.replaceWith(...copies);
}
