// The form: its cells as they are filled in, totals that follow, checks that run at every change, and files in and out.
const MODEL = JSON.parse(document.getElementById("model").textContent);
const TEXT = MODEL.texts;
const inputs = [...document.querySelectorAll("input[data-cell]")];
const areas = [...document.querySelectorAll("textarea[data-section]")];
const field = (name) => document.getElementById(name);
const say = (text, words) => text.replace(/\{(\w+)\}/g, (_, key) => words[key]);

const valueOf = (index) => MODEL.values[MODEL.cells[index].value];
const side = ({ terms, constant }) => ({ terms: terms.map(([i, f]) => [i, number(f)]), constant: number(constant) });
const condition = (one) =>
  one && { comparison: one.comparison, left: side(one.left), right: side(one.right), difference: side(one.difference) };
const relations = MODEL.relations.map((one) => ({
  ...one, condition: condition(one.condition), guard: condition(one.guard), tolerance: number(one.tolerance),
}));

// entries[i] is what stands in a cell; follows[i] says that a total is worked out here, and nobody wrote it.
let entries = MODEL.cells.map(() => null);
let follows = MODEL.cells.map((_, index) => index in MODEL.totals);
let kept = {}; // what a report says that this page does not show: its problems, and where its cells were read
const given = new Map(); // of every field of text, what the report says and how the field shows it, which may be plainer
let statuses = {};
const interval = (index) => intervalOf(entries[index], valueOf(index));

function follow() {
  const due = Object.keys(MODEL.totals).map(Number).filter((index) => follows[index]);
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
  const parts = MODEL.totals[index];
  if (!parts.some(([part]) => isNumber(inner(entries[part])))) return null;
  const found = parts.map(([part]) => intervalOf(entries[part], valueOf(part)));
  if (!found.every(([low, high], at) => low && high && compare(low, high) === 0 && inner(entries[parts[at][0]]) !== undefined))
    return null;
  return new Figure(written(found.reduce((sum, [low], at) => add(sum, parts[at][1] < 0 ? minus(low) : low), ZERO)));
}

function judged(relation) {
  const drawn = relation.cells.some((index) => entries[index] !== undefined);
  return drawn ? verdict(relation, interval) : "not_applicable";
}

function check() {
  follow();
  statuses = Object.fromEntries(relations.map((relation) => [relation.id, judged(relation)]));
  const faults = [];
  inputs.forEach((input) => faults.push(...cellFaults(Number(input.dataset.cell))));
  for (const relation of relations)
    if (statuses[relation.id] === "fail")
      faults.push({ severity: relation.severity, cells: relation.cells, name: relation.place, text: failure(relation) });
  show(faults);
}

function cellFaults(index) {
  const { name, bound } = MODEL.cells[index];
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

// what is shown -------------------------------------------------------------------------------------------------------

function show(faults) {
  const worst = {};
  const rank = { error: 3, warning: 2, info: 1 };
  for (const { severity, cells } of faults)
    for (const index of cells) if (rank[severity] > (rank[worst[index]] ?? 0)) worst[index] = severity;
  for (const input of inputs) {
    const index = Number(input.dataset.cell);
    const text = shownText(entries[index], MODEL.language);
    const typing = input === document.activeElement && input.dataset.typing === "1"; // what one types is left alone
    if (!typing && input.value !== text) input.value = text;
    input.className = [worst[index] ?? "", follows[index] ? "follows" : ""].join(" ").trim();
    input.setAttribute("aria-invalid", String(worst[index] === "error"));
  }
  const list = field("faults");
  list.replaceChildren(...faults.map(faultItem));
  const count = (status) => Object.values(statuses).filter((one) => one === status).length;
  const numbers = entries.filter((entry, index) => valueOf(index).numeric);
  const blanks = numbers.filter((entry) => inner(entry) === null).length;
  const words = { pass: count("pass"), fail: count("fail"), open: count("undecided"), blanks };
  const isWrong = faults.some((fault) => fault.severity === "error");
  const isOpen = words.open > 0 || blanks === numbers.length;
  field("verdict").textContent = (isWrong ? TEXT.wrong : isOpen ? TEXT.unfinished : TEXT.right) + say(TEXT.counts, words);
  field("verdict").className = isWrong ? "error" : isOpen ? "" : "pass";
  field("none").hidden = faults.length > 0;
  document.title = headline();
  field("headline").textContent = headline();
}

function faultItem({ severity, cells, name, text }) {
  const item = document.createElement("li");
  const link = document.createElement("button");
  link.type = "button";
  link.textContent = `${MODEL.severities[severity]} · ${name}`;
  link.addEventListener("click", () => go(inputs.find((input) => Number(input.dataset.cell) === cells[0])));
  const words = document.createElement("p");
  words.textContent = text;
  item.className = severity;
  item.append(link, words);
  return item;
}

const headline = () => {
  const organisation = field("organisation").value.trim();
  const period = periodOf();
  return MODEL.headlines[(organisation ? 1 : 0) + (period ? 2 : 0)].replace("\uE000o\uE001", organisation).replace("\uE000y\uE001", period ?? "");
};
const periodOf = () => {
  const text = field("year").value.normalize("NFKC").trim().toUpperCase();
  return new RegExp(`^(?:19|2\\d)\\d\\d${MODEL.part}$`).test(text) ? text : null;
};

function tell(text) {
  field("message").textContent = text;
}

// typing --------------------------------------------------------------------------------------------------------------

function enter(index, text) {
  const entry = typed(text, valueOf(index));
  const before = entries[index];
  if (before !== undefined && shownText(before, MODEL.language) === text) return;
  if (before === undefined && !text.trim()) return; // a cell that is in no document stays so until something is written
  entries[index] = entry;
  settleTotals([index]);
}

// A total follows its parts while it is empty or what they come to; anything else was meant, and stays.
function settleTotals(indices) {
  for (const index of indices)
    if (index in MODEL.totals) {
      const [sum, entry] = [sumOf(index), entries[index]];
      follows[index] =
        entry === null || (sum !== null && isNumber(entry) && compare(number(sum.number), number(entry.number)) === 0);
    }
}

function go(input) {
  if (!input) return;
  input.focus();
  input.select();
  input.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const at = (input) => ["grid", "row", "column"].map((key) => Number(input.dataset[key]));

function neighbour(input, down, across) {
  const [grid, row, column] = at(input);
  const ahead = inputs.filter((other) => {
    const [g, r, c] = at(other);
    return g === grid && (down ? c === column && Math.sign(r - row) === down : r === row && Math.sign(c - column) === across);
  });
  const far = (other) => Math.abs(at(other)[1] - row) + Math.abs(at(other)[2] - column);
  return ahead.sort((first, second) => far(first) - far(second))[0];
}

function onKey(event) {
  const input = event.target;
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  const moves = {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0],
    ArrowLeft: all || input.selectionEnd === 0 ? [0, -1] : null,
    ArrowRight: all || input.selectionStart === input.value.length ? [0, 1] : null,
  };
  const move = moves[event.key];
  if (event.key === "Escape") {
    input.value = shownText(entries[Number(input.dataset.cell)], MODEL.language);
    input.select();
  }
  if (!move || (event.shiftKey && event.key !== "Enter")) return;
  event.preventDefault();
  go(neighbour(input, ...move));
}

function onPaste(event) {
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!/[\t\n]/.test(text)) return;
  event.preventDefault();
  const [grid, row, column] = at(event.target);
  const here = inputs.filter((input) => at(input)[0] === grid);
  const rows = [...new Set(here.map((input) => at(input)[1]))].filter((one) => one >= row).sort((a, b) => a - b);
  let lost = 0;
  let put = 0;
  const reached = new Set();
  text.split("\n").forEach((line, down) => {
    const targets = here.filter((input) => at(input)[1] === rows[down] && at(input)[2] >= column).sort((a, b) => at(a)[2] - at(b)[2]);
    line.split("\t").forEach((piece, across) => {
      if (targets[across]) {
        reached.add(Number(targets[across].dataset.cell));
        enter(Number(targets[across].dataset.cell), piece);
        put += 1;
      } else if (piece.trim()) lost += 1;
    });
  });
  event.target.dataset.typing = "0";
  settleTotals(reached); // once more: a total that came before its parts did is compared with them now
  changed();
  tell(say(lost ? TEXT.pastedSome : TEXT.pasted, { count: put, lost }));
}

// reports -------------------------------------------------------------------------------------------------------------

function put(element, text) {
  element.value = text ?? "";
  given.set(element, { text, shown: element.value });
}

function held(element) {
  const before = given.get(element);
  return before && before.shown === element.value ? before.text : element.value || undefined;
}

function reportData() {
  const tables = {};
  for (const [table, row] of MODEL.named) (tables[table] ??= {})[row] ??= {};
  MODEL.cells.forEach(({ table, row, column }, index) => {
    if (entries[index] !== undefined) ((tables[table] ??= {})[row] ??= {})[column] = entries[index];
  });
  const sections = Object.fromEntries(areas.map((area) => [area.dataset.section, held(area)]).filter(([, text]) => text !== undefined));
  const period = periodOf();
  return {
    spec: MODEL.spec,
    organisation: held(field("organisation")),
    year: period ? new Figure(period.slice(0, 4)) : undefined,
    period: period && MODEL.part ? period : undefined,
    tables,
    sections: Object.keys(sections).length ? sections : undefined,
    ...kept,
  };
}

function load(text) {
  const data = parsed(text);
  if (data === null || typeof data !== "object" || data.spec !== MODEL.spec)
    throw new Error(say(TEXT.otherSpec, { found: String(data?.spec ?? "–"), wanted: MODEL.spec }));
  const places = new Map(MODEL.cells.map(({ table, row, column }, index) => [JSON.stringify([table, row, column]), index]));
  const found = MODEL.cells.map(() => undefined);
  for (const [table, rows] of Object.entries(data.tables ?? {}))
    for (const [row, cells] of Object.entries(rows))
      for (const [column, entry] of Object.entries(cells)) {
        const index = places.get(JSON.stringify([table, row, column]));
        if (index === undefined) throw new Error(say(TEXT.otherCell, { cell: `${table}[${row}, ${column}]` }));
        found[index] = entry;
      }
  const known = new Set(areas.map((area) => area.dataset.section));
  for (const key of Object.keys(data.sections ?? {})) if (!known.has(key)) throw new Error(say(TEXT.otherCell, { cell: key }));
  entries = found;
  kept = { problems: data.problems, sources: data.sources };
  put(field("organisation"), data.organisation);
  field("year").value = data.period ?? (data.year ? data.year.number : "");
  for (const area of areas) {
    put(area, data.sections?.[area.dataset.section]);
    if (area.value && area.closest("details")) area.closest("details").open = true;
  }
  follows = MODEL.cells.map(() => false);
  settleTotals(new Set(Object.keys(MODEL.totals).map(Number).filter((index) => isNumber(entries[index]))));
  for (const input of inputs) input.dataset.typing = "0";
  check();
}

// The fragment for a content management system is the one that the library writes, with the cells of this page put in.
function fragment() {
  const escaped = (text) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", "<br>");
  const { problems, sources, ...plain } = reportData();
  const annex = jsonText({ revision: MODEL.revision, language: MODEL.language, report: plain })
    .replace(/[\u007f-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
  let html = MODEL.fragment;
  for (const area of areas) {
    const paragraph = new RegExp(`(<p[^>]*>)\uE000s${area.dataset.section}\uE001(</p>\n)`);
    const lines = area.value.split("\n").filter((line) => line.trim());
    html = html.replace(paragraph, (_, open, close) => lines.map((line) => open + escaped(line) + close).join(""));
  }
  return html
    .replace("\uE000annex\uE001", () => escaped(annex).replaceAll('"', "&quot;").replaceAll("'", "&#x27;"))
    .replace("\uE000title\uE001", () => escaped(headline()))
    .replace(/\uE000(\d+)\uE001/g, (_, index) => escaped(shownText(entries[index], MODEL.language)));
}

function download(text, suffix, type) {
  const link = document.createElement("a");
  const name = [field("organisation").value.trim(), periodOf(), MODEL.spec].filter(Boolean).join("-").replace(/[\\/:*?"<>|\s]+/g, "-");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `${name}.${suffix}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  tell(say(TEXT.saved, { name: link.download }));
}

async function open(file) {
  try {
    load(await file.text());
    keep();
    tell(say(TEXT.opened, { name: file.name }));
  } catch (error) {
    tell(say(TEXT.notOpened, { name: file.name, why: error instanceof SyntaxError ? TEXT.noJson : error.message }));
  }
}

// drafts: kept by the browser alone, under the format's name ----------------------------------------------------------

const DRAFT = `govdisclosure ${MODEL.spec} ${MODEL.revision} ${MODEL.shape}`;

function keep() {
  try {
    localStorage.setItem(DRAFT, jsonText(reportData()));
    field("draft").textContent = TEXT.draftKept;
  } catch {
    field("draft").textContent = TEXT.noDraft;
  }
}

function forget() {
  try {
    localStorage.removeItem(DRAFT);
    field("draft").textContent = TEXT.draftErased;
  } catch {
    field("draft").textContent = TEXT.noDraft;
  }
  field("found").hidden = true;
}

function offerDraft() {
  let draft = null;
  try {
    draft = localStorage.getItem(DRAFT);
  } catch {
    field("draft").textContent = TEXT.noDraft;
  }
  field("found").hidden = draft === null;
  field("restore").addEventListener("click", () => {
    try {
      load(draft);
    } catch {
      tell(TEXT.badDraft);
    }
    field("found").hidden = true;
  });
}

function changed() {
  check();
  keep();
}

for (const input of inputs) {
  input.addEventListener("keydown", onKey);
  input.addEventListener("paste", onPaste);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("input", () => {
    input.dataset.typing = "1";
    enter(Number(input.dataset.cell), input.value);
    changed();
  });
  input.addEventListener("blur", () => {
    input.dataset.typing = "0";
    check();
  });
}
for (const area of [...areas, field("organisation"), field("year")]) area.addEventListener("input", changed);
field("open").addEventListener("change", (event) => event.target.files[0] && open(event.target.files[0]));
field("save").addEventListener("click", () => download(jsonText(reportData()) + "\n", "json", "application/json"));
field("html").addEventListener("click", () => download(fragment(), "html", "text/html"));
field("print").addEventListener("click", () => window.print());
field("sums").addEventListener("click", () => {
  follows = MODEL.cells.map((_, index) => index in MODEL.totals);
  changed();
});
field("clear").addEventListener("click", () => {
  if (!window.confirm(TEXT.sure)) return;
  load(MODEL.empty);
  follows = MODEL.cells.map((_, index) => index in MODEL.totals);
  changed();
});
field("erase").addEventListener("click", forget);
window.addEventListener("beforeprint", () => areas.forEach((area) => { area.style.height = `${area.scrollHeight}px`; }));

for (const element of document.querySelectorAll("[data-say]")) element.textContent = TEXT[element.dataset.say];
offerDraft();
if (MODEL.prefilled) {
  load(MODEL.empty);
  follows = MODEL.cells.map((_, index) => index in MODEL.totals);
}
check();
window.govdisclosure = { load, save: () => jsonText(reportData()), fragment, verdicts: () => ({ ...statuses }) };
