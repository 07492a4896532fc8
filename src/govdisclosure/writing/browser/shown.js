// What is shown: what stands in the fields, what is wrong with it, and the title.
let beginning = null; // the tables as the page was opened: proposals alone are no report

function show(faults) {
  const worst = {};
  const rank = { error: 3, warning: 2, info: 1 };
  for (const fault of faults)
    for (const index of fault.cells) if (rank[fault.severity] > (rank[worst[index]] ?? 0)) worst[index] = fault.severity;
  for (const input of fields()) {
    const row = rowOf(input);
    const index = Number(input.dataset.cell);
    const text = row ? row.key : shownText(entries[index], MODEL.language);
    const severity = row ? faults.find((fault) => fault.row === row)?.severity : worst[index];
    const typing = input === document.activeElement && input.dataset.typing === "1"; // what one types is left alone
    if (!typing && input.value !== text) input.value = text;
    input.className = [severity ?? "", !row && follows[index] && index in totals ? "follows" : ""].join(" ").trim();
    input.setAttribute("aria-invalid", String(severity === "error"));
    if (!row && index >= MODEL.cells.length) input.setAttribute("aria-label", cells[index].name);
  }
  const list = field("faults");
  list.replaceChildren(...faults.map(faultItem));
  const count = (status) => Object.values(statuses).filter((one) => one === status).length;
  const numbers = live.filter((index) => valueOf(index).numeric);
  const blanks = numbers.filter((index) => inner(entries[index]) === null).length;
  const words = { pass: count("pass"), fail: count("fail"), open: count("undecided"), blanks };
  const isWrong = faults.some((fault) => fault.severity === "error");
  const isUntouched = blanks === numbers.length || jsonText(reportData().tables) === beginning;
  const isOpen = words.open > 0 || isUntouched;
  field("verdict").textContent = (isWrong ? TEXT.wrong : isOpen ? TEXT.unfinished : TEXT.right) + say(TEXT.counts, words);
  field("verdict").className = isWrong ? "error" : isOpen ? "" : "pass";
  field("none").hidden = faults.length > 0;
  document.title = headline();
  field("headline").textContent = headline();
  for (const one of document.querySelectorAll("[data-heading]")) one.textContent = owned(MODEL.headings[one.dataset.heading][0]);
}

function faultItem({ severity, cells: wrong, row, name, text }) {
  const item = document.createElement("li");
  const link = document.createElement("button");
  link.type = "button";
  link.textContent = `${MODEL.severities[severity]} · ${name}`;
  link.addEventListener("click", () => go(fields().find((input) => (row ? rowOf(input) === row : Number(input.dataset.cell) === wrong[0]))));
  const words = document.createElement("p");
  words.textContent = text;
  item.className = severity;
  item.append(link, words);
  return item;
}

// whose report it is: the organisation, its year, and its period as titles say it; null where it is not written yet
function whose() {
  const period = periodOf();
  const words = period && MODEL.periods[period.slice(4)].replace("\uE000y\uE001", period.slice(0, 4));
  return { o: field("organisation").value.trim() || null, y: period && period.slice(0, 4), p: words };
}
const owned = (text) => text.replace(/\uE000([oyp])\uE001/g, (_, part) => whose()[part] ?? MODEL.gap);
const headline = () => owned(MODEL.headlines[(whose().o ? 2 : 0) + (whose().y ? 1 : 0)]);
const periodOf = () => {
  const text = field("year").value.normalize("NFKC").trim().toUpperCase();
  return new RegExp(`^(?:19|2\\d)\\d\\d${MODEL.part}$`).test(text) ? text : null;
};

function tell(text) {
  field("message").textContent = text;
}
