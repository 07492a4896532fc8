// Reports: as JSON in and out, as a fragment of HTML, and as a draft that the browser keeps.
function put(element, text) {
  element.value = text ?? "";
  given.set(element, { text, shown: element.value });
}

function held(element) {
  const before = given.get(element);
  return before && before.shown === element.value ? before.text : element.value || undefined;
}

function reportData(draft = false) {
  const tables = {};
  const row = (table, path) => ((tables[table] ??= {})[path] ??= {});
  for (const [table, path] of MODEL.named) row(table, path);
  const put = (index, { table, row: path, column }) => {
    if (entries[index] !== undefined) row(table, path)[column] = entries[index];
  };
  MODEL.cells.forEach((cell, index) => patternOf[index] === null && put(index, cell));
  const counting = good();
  rows.forEach((list, place) => list.forEach((one, position) => {
    const isGood = counting[place].includes(one);
    if (!isGood && !draft) return;
    const { table, path } = PLACES[place];
    const key = `${path}.${isGood ? "" : `${UNFINISHED}${position}\uE001`}${one.key}`;
    row(table, key);
    for (const index of Object.values(one.cells)) put(index, { ...cells[index], row: key });
  }));
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
  const places = new Map(MODEL.cells.flatMap(({ table, row, column }, index) =>
    patternOf[index] === null ? [[JSON.stringify([table, row, column]), index]] : []));
  const listed = PLACES.map(() => []);
  const found = new Map();
  for (const [table, rowsOf] of Object.entries(data.tables ?? {}))
    for (const [path, entriesOf] of Object.entries(rowsOf)) {
      const added = loadedRow(table, path, listed);
      for (const [column, entry] of Object.entries(entriesOf)) {
        const index = added ? added.cells[column] : places.get(JSON.stringify([table, path, column]));
        if (index === undefined) throw new Error(say(TEXT.otherCell, { cell: `${table}[${path}, ${column}]` }));
        found.set(index, entry);
      }
    }
  const known = new Set(areas.map((area) => area.dataset.section));
  for (const key of Object.keys(data.sections ?? {})) if (!known.has(key)) throw new Error(say(TEXT.otherCell, { cell: key }));
  rows = listed;
  entries = cells.map((_, index) => found.get(index));
  kept = { problems: data.problems, sources: data.sources };
  put(field("organisation"), data.organisation);
  field("year").value = data.period ?? (data.year ? data.year.number : "");
  for (const area of areas) {
    put(area, data.sections?.[area.dataset.section]);
    if (area.value && area.closest("details")) area.closest("details").open = true;
  }
  settle();
  follows = cells.map(() => false);
  settleTotals(new Set(Object.keys(totals).map(Number).filter((index) => isNumber(entries[index]))));
  draw();
  for (const input of fields()) input.dataset.typing = "0";
  check();
}

// The row of a report that this page has as a row that was added, put on the list of its place; null where the form has it.
function loadedRow(table, path, listed) {
  if (MODEL.cells.some((cell, index) => patternOf[index] === null && cell.table === table && cell.row === path)) return null;
  const place = PLACES.findIndex((one) => one.table === table && path.startsWith(`${one.path}.`));
  if (place < 0) return null;
  const key = path.slice(PLACES[place].path.length + 1).replace(new RegExp(`^${UNFINISHED}\\d+\uE001`), "");
  const row = newRow(place, key);
  listed[place].push(row);
  return row;
}

// The fragment for a content management system is the one that the library writes, with the cells of this page put in.
function fragment() {
  const escaped = (text) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", "<br>");
  const { problems, sources, ...plain } = reportData();
  const annex = jsonText({ revision: MODEL.revision, language: MODEL.language, report: plain })
    .replace(/[\u007f-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
  let html = withRows(MODEL.fragment, escaped);
  for (const area of areas) {
    const paragraph = new RegExp(`(<p[^>]*>)\uE000s${area.dataset.section}\uE001(</p>\n)`);
    const lines = area.value.split("\n").filter((line) => line.trim());
    html = html.replace(paragraph, (_, open, close) => lines.map((line) => open + escaped(line) + close).join(""));
  }
  return html
    .replace("\uE000annex\uE001", () => escaped(annex).replaceAll('"', "&quot;").replaceAll("'", "&#x27;"))
    .replace("\uE000title\uE001", () => escaped(headline()))
    .replace(/\uE000h(\d+)\uE001/g, (_, at) => escaped(whose().o && whose().y ? owned(MODEL.headings[at][0]) : MODEL.headings[at][1]))
    .replace(/\uE000(\d+)\uE001/g, (_, index) => escaped(shownText(entries[index], MODEL.language)));
}

function withRows(html, escaped) {
  if (!PLACES.length) return html;
  const body = parsedHtml(html);
  const counting = good();
  for (const row of body.querySelectorAll("tr")) {
    const place = /\uE000k(\d+)\uE001/.exec(row.textContent)?.[1];
    if (place !== undefined)
      repeated(row, counting[place].length, (made, position) => {
        const { key, cells: own } = counting[place][position];
        const index = (_, from) => `\uE000${own[MODEL.cells[from].column]}\uE001`;
        made.innerHTML = keyed(made.innerHTML.replace(/\uE000(\d+)\uE001/g, index), escaped(key));
        return made;
      });
  }
  return `${body.firstElementChild.outerHTML}\n`.replaceAll("\uE000style=", "style=");
}

function download(text, suffix, type) {
  const link = document.createElement("a");
  const name = [field("organisation").value.trim(), periodOf(), MODEL.spec].filter(Boolean).join("-").replace(/[\\/:*?"<>|\s]+/g, "-");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `${name}.${suffix}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  const count = allKeyFaults().length;
  tell(say(count ? TEXT.savedWithout : TEXT.saved, { name: link.download, count }));
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
    localStorage.setItem(DRAFT, jsonText(reportData(true)));
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
