"""How the pages look on a screen and on paper: one sheet, put into every page."""

STYLE = """
:root { --ink: #1c1c1c; --soft: #5b5b5b; --line: #b9b9b9; --pale: #f4f4f1; --accent: #8a1c1c; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 62rem; color: var(--ink); background: #fff;
  font: 15px/1.65 "Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Helvetica Neue", Arial,
    sans-serif;
}
a { color: #174a7c; text-decoration: none; }
a:hover { text-decoration: underline; }
h1, h2, h3, h4 { line-height: 1.3; margin: 2em 0 .6em; font-weight: 700; break-after: avoid; break-inside: avoid; }
h1 { font-size: 1.7rem; margin: .2em 0 .1em; text-align: center; }
h2 { font-size: 1.3rem; border-bottom: 2px solid var(--accent); padding-bottom: .2em; }
h3 { font-size: 1.08rem; }
h4 { font-size: 1rem; margin-top: 1.4em; }
.subtitle { text-align: center; color: var(--soft); margin: 0 0 1.6em; }
nav { font-size: 13px; color: var(--soft); }
nav.top { display: flex; gap: 1.2em; justify-content: flex-end; margin-bottom: 1.5em; }
nav.toc { border: 1px solid var(--line); padding: .6em 1.2em; margin: 1.2em 0; }
nav.toc ul { margin: 0; padding: 0; list-style: none; columns: 2; column-gap: 2em; }
nav.toc li { break-inside: avoid; }
p { margin: .5em 0; }
code { font: .86em/1.4 Consolas, "Liberation Mono", "Noto Sans Mono CJK SC", monospace; overflow-wrap: anywhere; }
.notice { border-left: 4px solid var(--accent); background: var(--pale); padding: .6em 1em; }
.formula { border: 1px solid var(--line); padding: .5em .8em; background: var(--pale); overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .8em 0 1.2em; }
th, td { border: 1px solid var(--line); padding: .28em .55em; text-align: left; vertical-align: top; }
th { font-weight: 700; background: var(--pale); }
.facts th { width: 9.5em; }
.records { font-size: 13px; line-height: 1.5; }
.records tr.heading td { background: #fafaf8; }
.records tr.heading:not(:last-child) { break-after: avoid; }
.records td:first-child { overflow-wrap: anywhere; }
.records tr, .facts tr { break-inside: avoid; }
thead { display: table-header-group; }
.card { margin-top: 1.8em; }
.card .formula { border-bottom: 0; margin: 0; }
.card .facts, .card .records { margin: 0; font-size: 13px; line-height: 1.5; }
.card .facts th { width: 7.5em; }
.card .records { border-top: 0; }
.card .records th { border-top: 0; }
.drawn { overflow-x: auto; margin: 1em 0 1.4em; }
.drawn figcaption { color: var(--soft); font-size: 13px; text-align: center; margin-bottom: .4em; }
.drawn table {
  margin: 0; border: 1.5px solid #000; color: #000; font-size: 13px; line-height: 1.35;
  font-family: "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", SimSun, "Times New Roman", serif;
}
.drawn th, .drawn td {
  border: 1px solid #000; padding: .35em .3em; text-align: center; vertical-align: middle; background: none;
  font-weight: 400; text-wrap: balance;
}
.drawn td { min-width: 2.6em; height: 2.1em; }
.drawn th[align="left"] { text-align: left; text-wrap: wrap; }
.drawn .upright { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 9em; text-align: left; }
.drawn.dense table { font-size: 12px; }
.drawn.dense th { padding: .3em .12em; }
.shaded td.located { background: #cfe8d3; }
.shaded td.found { background: #fdf0bf; }
.shaded td.sometimes { background: #fbdcc0; }
.shaded td.never { background: #f3c6c6; }
.shaded td { print-color-adjust: exact; }
.pass { color: #1b6e2e; }
.fail { color: #a3120f; }
footer { margin-top: 3em; border-top: 1px solid var(--line); padding-top: .6em; color: var(--soft); font-size: 12px; }

@page { size: A4; margin: 16mm 15mm 18mm; }
@media print {
  body { max-width: none; padding: 0 1px; font-size: 10pt; line-height: 1.5; }
  nav.top { display: none; }
  a { color: inherit; }
  h1 { font-size: 17pt; }
  h2 { font-size: 13.5pt; }
  h3 { font-size: 11.5pt; }
  h4 { font-size: 10.5pt; }
  .records { font-size: 8.5pt; }
  .facts { font-size: 9.5pt; }
  .card .facts, .card .records, .formula { font-size: 8.5pt; }
  .card th, .card td { padding: .15em .5em; }
  .drawn { overflow: visible; break-inside: avoid; }
  .drawn table { font-size: 9pt; }
  .drawn.dense table { font-size: 8pt; }
  :lang(en) .drawn.tall table { font-size: 7.5pt; }
  .drawn.tall th, .drawn.tall td { padding: .2em .3em; height: 1.7em; }
  h3 + p, h4 + p { break-after: avoid; }
  .card, .notice, .formula { break-inside: avoid; }
  .notice, .formula, th, .records tr.heading td { background: none; }
}
""".strip()
"""Type sizes follow the official form: the text of a table in Song, headings in a sans-serif."""
