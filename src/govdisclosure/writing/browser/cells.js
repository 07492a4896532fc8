// What is typed into a cell, as an entry of report JSON, and an entry as text and as an interval. Blank is null, a cell
// that is not in the document undefined; numbers are Figures, which keep "12.50", until they are written.
class Figure {
  constructor(number) {
    this.number = number;
  }
}
const MAX_DIGITS = 18;
const isNumber = (entry) => entry instanceof Figure;
const inner = (entry) => (entry !== null && typeof entry === "object" && "value" in entry ? entry.value : entry);

function typed(text, value) {
  const plain = text.normalize("NFKC").trim();
  if (!plain) return null;
  if (value.among.length) return value.among.includes(plain) ? plain : { unreadable: text.trim() };
  if (value.kind === "text") return text;
  if (value.kind === "date") return /^\d{4}-\d{2}-\d{2}$/.test(plain) ? plain : { unreadable: text.trim() };
  for (const [mark] of value.marks) if (text.trim() === mark) return { mark };
  const figure = plain.replace(/^[-−]/, "-");
  const ungrouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(figure) ? figure.replaceAll(",", "") : figure;
  if (/^-?\d+(\.\d+)?$/.test(ungrouped)) return figureOf(ungrouped, value, text);
  const noted = /^([^(（]+)[(（](.+)[)）]$/s.exec(text.trim());
  const head = noted && typed(noted[1], value);
  if (head && isNumber(head)) return { value: head, note: noted[2] };
  if (head && "mark" in head) return { ...head, note: noted[2] };
  return { unreadable: text.trim() };
}

function figureOf(text, value, original) {
  const [whole, fraction = ""] = text.split(".");
  const integer = value.kind === "integer";
  const long = BigInt(whole) / 10n ** BigInt(MAX_DIGITS) !== 0n || fraction.length > MAX_DIGITS;
  if (long || (integer && /[1-9]/.test(fraction))) return { unreadable: original.trim() };
  const kept = BigInt(whole) === 0n && whole.startsWith("-") ? "-0" : String(BigInt(whole));
  return new Figure(integer || !fraction ? (kept === "-0" ? "0" : kept) : `${kept}.${fraction}`);
}

function shownText(entry, language) {
  if (entry === null || entry === undefined) return "";
  if (typeof entry === "string") return entry;
  if (isNumber(entry)) return entry.number;
  const text = "value" in entry ? shownText(entry.value, language) : "mark" in entry ? entry.mark : entry.unreadable;
  if (!entry.note) return text;
  return language === "zh" ? `${text}（${entry.note}）` : `${text} (${entry.note})`.trimStart();
}

function intervalOf(entry, value) {
  const held = inner(entry);
  if (isNumber(held)) return [number(held.number), number(held.number)];
  const mark = held && held.mark !== undefined && value.marks.find(([text]) => text === held.mark);
  if (mark) return [number(mark[1]), number(mark[2])];
  if (held === null && value.blank === "zero") return [ZERO, ZERO];
  return [value.min === null ? null : number(value.min), null];
}

// JSON keeps every digit: numbers are read as Figures, by way of a key that no report has, and written as they stand.
const FIGURE = "\uE000";
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

function parsed(text) {
  if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
  JSON.parse(text); // what is no JSON is refused before anything is replaced in it
  const marked = text.replace(TOKEN, (found) => (found[0] === '"' ? found : `{"${FIGURE}":"${plainNumber(found)}"}`));
  return JSON.parse(marked, (_, item) => (item !== null && typeof item === "object" && FIGURE in item ? new Figure(item[FIGURE]) : item));
}

function plainNumber(text) {
  const [mantissa, power] = text.split(/[eE]/);
  if (power === undefined) return text;
  if (Math.abs(Number(power)) > 100) throw new SyntaxError(text);
  const [digits, places] = number(mantissa);
  const moved = places - Number(power);
  return moved >= 0 ? written([digits, moved]) : written([digits * 10n ** BigInt(-moved), 0]);
}

function jsonText(data) {
  if (isNumber(data)) return data.number;
  if (Array.isArray(data)) return `[${data.map(jsonText).join(", ")}]`;
  if (data === null || typeof data !== "object") return JSON.stringify(data);
  const kept = Object.entries(data).filter(([, item]) => item !== undefined);
  return `{${kept.map(([key, item]) => `${JSON.stringify(key)}: ${jsonText(item)}`).join(", ")}}`;
}
