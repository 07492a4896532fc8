// What happens when: every event, and the beginning.
function changed() {
  check();
  keep();
}

const main = document.querySelector("main");
const isField = ({ dataset }) => dataset.column !== undefined;
const onFields = (event, act) => main.addEventListener(event, (one) => isField(one.target) && act(one));
onFields("keydown", onKey);
onFields("paste", onPaste);
onFields("focusin", ({ target }) => target.select());
onFields("input", ({ target }) => {
  target.dataset.typing = "1";
  const row = rowOf(target);
  if (row) {
    row.key = typedKey(target.value, PLACES[target.dataset.place]);
    settleTotals(settle());
  } else enter(Number(target.dataset.cell), target.value);
  changed();
});
onFields("focusout", ({ target }) => {
  target.dataset.typing = "0";
  check();
});
main.addEventListener("click", ({ target: { dataset } }) => {
  if (dataset.add !== undefined) go(keyField(dataset.add, addRow(dataset.add)));
  if (dataset.remove !== undefined) removeRow(Number(dataset.remove), Number(dataset.row));
});
for (const area of [...areas, field("organisation"), field("year")]) area.addEventListener("input", changed);
field("open").addEventListener("change", (event) => event.target.files[0] && open(event.target.files[0]));
field("save").addEventListener("click", () => download(jsonText(reportData()) + "\n", "json", "application/json"));
field("html").addEventListener("click", () => download(fragment(), "html", "text/html"));
field("print").addEventListener("click", () => window.print());
function followAll() {
  follows = cells.map((_, index) => index in totals);
}
field("sums").addEventListener("click", () => {
  followAll();
  changed();
});
field("clear").addEventListener("click", () => {
  if (!window.confirm(TEXT.sure)) return;
  load(MODEL.empty);
  followAll();
  changed();
});
field("erase").addEventListener("click", forget);
window.addEventListener("beforeprint", () => {
  areas.forEach((area) => { area.style.height = `${area.scrollHeight}px`; });
  draw(false);
  check();
  for (const input of fields()) input.parentElement.dataset.printed = input.value; // long words are wrapped, as no field does
});
window.addEventListener("afterprint", () => {
  draw();
  check();
});

for (const element of document.querySelectorAll("[data-say]")) element.textContent = TEXT[element.dataset.say];
offerDraft();
load(MODEL.empty);
followAll();
check();
beginning = jsonText(reportData().tables);
check();
window.govdisclosure = { load, save: () => jsonText(reportData()), fragment, verdicts: () => ({ ...statuses }) };
