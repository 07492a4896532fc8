// Typing, moving as in a spreadsheet, and pasting blocks.
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
    if (index in totals) {
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

const fields = () => [...document.querySelectorAll("main input[data-column]")];
const rowOf = ({ dataset }) => (dataset.place === undefined ? null : rows[dataset.place][dataset.row]);
const at = (input) => [input.closest("table"), input.closest("tr").rowIndex, Number(input.dataset.column)];

function neighbour(input, down, across) {
  const [table, row, column] = at(input);
  const ahead = fields().filter((other) => {
    const [t, r, c] = at(other);
    return t === table && (down ? c === column && Math.sign(r - row) === down : r === row && Math.sign(c - column) === across);
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
    input.value = rowOf(input)?.key ?? shownText(entries[Number(input.dataset.cell)], MODEL.language);
    input.select();
  }
  if (!move || (event.shiftKey && event.key !== "Enter")) return;
  event.preventDefault();
  if (event.key === "Enter" && !event.shiftKey && addBelow(input)) return;
  go(neighbour(input, ...move));
}

// A block from a spreadsheet or a word processor: lines of pieces; null for a single piece, which is pasted as usual.
function pasted(clipboard) {
  const text = clipboard.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const lines = text.split("\n").map((line) => line.split("\t"));
  const table = parsedHtml(clipboard.getData("text/html")).querySelector("table");
  const drawn = table && laidOut(table).map((line) => line.map((cell) => (cell ? cell.textContent.replace(/\s+/g, " ").trim() : "")));
  const sizes = (block) => String(block.map((line) => line.length));
  const block = drawn && sizes(drawn) !== sizes(lines) ? drawn : lines; // plain text has no merged cells, and breaks lines
  return block.length > 1 || block[0]?.length > 1 ? block : null;
}

// The cells of a table by row and column; null where one reaches that begins elsewhere.
function laidOut(table) {
  const grid = [...table.rows].map(() => []);
  [...table.rows].forEach((row, down) => {
    let column = 0;
    for (const cell of row.cells) {
      while (grid[down][column] !== undefined) column += 1;
      for (let r = down; r < Math.min(down + cell.rowSpan, grid.length); r += 1)
        for (let c = column; c < Math.min(column + cell.colSpan, column + 100); c += 1) grid[r][c] = r === down && c === column ? cell : null;
    }
  });
  return grid.map((line) => Array.from(line, (cell) => cell ?? null));
}

function onPaste(event) {
  const block = pasted(event.clipboardData);
  if (!block) return;
  event.preventDefault();
  const start = event.target;
  start.dataset.typing = "0";
  const lines = rowOf(start) ? keyedLines(start, block) : plainLines(start, block);
  const reached = new Set();
  let lost = 0;
  let put = 0;
  for (const [targets, pieces] of lines)
    pieces.forEach((piece, across) => {
      const index = Number(targets[across]?.querySelector("input[data-cell]")?.dataset.cell ?? NaN);
      if (!Number.isNaN(index)) {
        reached.add(index);
        enter(index, piece);
        put += 1;
      } else if (piece.trim()) lost += 1;
    });
  settleTotals(reached); // once more: a total that came before its parts did is compared with them now
  changed();
  tell(say(lost ? TEXT.pastedSome : TEXT.pasted, { count: put, lost }));
}

// The cells of the rows from a field on, from its column on, for each line of a block.
function plainLines(start, block) {
  const grid = laidOut(start.closest("table"));
  const [, first] = at(start);
  const column = grid[first].indexOf(start.closest("td"));
  const below = grid.slice(first).filter((line) => line.some((cell) => cell?.querySelector("input[data-cell]")));
  return block.map((pieces, down) => [(below[down] ?? []).slice(column).filter(Boolean), pieces]);
}

// The same from the key of a row on: lines named like a row of the form go there, any other into a row of its own.
function keyedLines(start, block) {
  const place = start.dataset.place;
  const squeezed = (text) => text.normalize("NFKC").replace(/\s+/g, "");
  const printed = new Map();
  for (const row of start.closest("table").rows)
    if (!row.querySelector("[data-place]") && row.querySelector("[data-cell]"))
      printed.set(squeezed(row.querySelector("th")?.textContent ?? ""), row.querySelector("[data-cell]").dataset.cell);
  const lines = block.filter((pieces) => pieces.some((piece) => piece.trim()));
  let next = Number(start.dataset.row);
  const marks = lines.map(([label]) => {
    if (printed.has(squeezed(label))) return `[data-cell="${printed.get(squeezed(label))}"]`;
    (rows[place][next] ??= newRow(Number(place), "")).key = typedKey(label, PLACES[place]);
    next += 1;
    return `[data-place="${place}"][data-row="${next - 1}"]`;
  });
  rearranged();
  return lines.map(([, ...pieces], number) => {
    const cells_ = [...document.querySelector(marks[number]).closest("tr").cells];
    return [cells_.slice(cells_.findLastIndex((cell) => cell.tagName === "TH") + 1), pieces];
  });
}
