// Tables with rows that are added are drawn anew from what they were like when the page was opened.
const tables = [...document.querySelectorAll("main table")].filter((table) => table.querySelector("[data-place]"))
  .map((table) => ({ table, plain: table.cloneNode(true) }));

function draw(adding = true) {
  for (const one of tables) {
    const table = one.plain.cloneNode(true);
    for (const key of table.querySelectorAll("[data-place]")) {
      const list = rows[key.dataset.place];
      repeated(key.closest("tr"), list.length + (adding ? 1 : 0), (row, position) =>
        position < list.length ? drawnRow(row, list[position], position) : adder(row, key.dataset.place));
    }
    one.table.replaceWith(table);
    one.table = table;
  }
}

function button(text, name, data) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  if (name) [made.title, made.ariaLabel] = [name, name];
  Object.assign(made.dataset, data);
  return made;
}

function drawnRow(row, { cells: own }, position) {
  const key = row.querySelector("[data-place]");
  const { label } = PLACES[key.dataset.place];
  key.dataset.row = position;
  key.setAttribute("aria-label", label);
  key.before(button("×", TEXT.removeRow, { remove: key.dataset.place, row: position }));
  for (const input of row.querySelectorAll("[data-cell]")) input.dataset.cell = own[MODEL.cells[input.dataset.cell].column];
  return row;
}

function adder(row, place) {
  const own = [...row.cells].slice([...row.cells].findIndex((cell) => cell.querySelector("[data-place]")));
  const cell = document.createElement("td");
  cell.className = "add";
  cell.colSpan = own.reduce((sum, one) => sum + one.colSpan, 0);
  cell.append(button(TEXT.addRow, "", { add: place }));
  own.forEach((one) => one.remove());
  row.append(cell);
  return row;
}

function rearranged() {
  settleTotals(settle());
  draw();
}

const keyField = (place, position) => document.querySelector(`[data-place="${place}"][data-row="${position}"]`);

function addRow(place) {
  rows[place].push(newRow(Number(place), ""));
  rearranged();
  changed();
  return rows[place].length - 1;
}

function removeRow(place, position) {
  rows[place].splice(position, 1);
  rearranged();
  changed();
  const next = Math.min(position, rows[place].length - 1);
  if (next < 0) document.querySelector(`[data-add="${place}"]`).focus();
  else go(keyField(place, next));
}

// Below the last row that was added and is named, Enter adds another, and goes to the same column of it.
function addBelow(input) {
  const key = input.closest("tr").querySelector("[data-place]");
  if (!key || !rowOf(key).key || Number(key.dataset.row) !== rows[key.dataset.place].length - 1) return false;
  const added = keyField(key.dataset.place, addRow(key.dataset.place)).closest("tr");
  go(added.querySelector(`[data-column="${input.dataset.column}"]`));
  return true;
}
