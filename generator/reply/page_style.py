"""How pages look, and how the page of findings moves: style sheets and a script, inside the page.

They fetch nothing. The page reads without the script, which only filters and searches.
"""

from __future__ import annotations

GROUND = """
:root {
  color-scheme: light;
  --ink: #1f2328; --quiet: #5b636d; --line: #d5dae0; --ground: #f4f6f8; --paper: #fff;
  --good: #146c37; --good-pale: #e5f4ea; --ask: #8a5300; --ask-pale: #fdf1dc;
  --bad: #b0201a; --bad-pale: #fce8e6; --note: #3d566e; --note-pale: #e9eff5;
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink); line-height: 1.6;
  font: 15px/1.6 "Microsoft YaHei", "微软雅黑", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC",
    "WenQuanYi Micro Hei", SimHei, "黑体", sans-serif;
}
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 0; overflow-wrap: anywhere; }
a { color: #0b57a4; text-underline-offset: .15em; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { font-weight: 600; color: var(--quiet); font-size: .87rem; white-space: nowrap; }
td { overflow-wrap: anywhere; }
.number { text-align: right; white-space: nowrap; }
.tight { white-space: nowrap; }
.light, .mark {
  display: inline-block; border: 1px solid; border-radius: 1rem; padding: 0 .65rem; font-size: .87rem;
  font-weight: 600; white-space: nowrap;
}
.accepted { color: var(--good); background: var(--good-pale); }
.to_explain { color: var(--ask); background: var(--ask-pale); }
.refused, .unreadable { color: var(--bad); background: var(--bad-pale); }
details { margin-top: .5rem; }
summary { cursor: pointer; color: var(--note); }
input[type=search] {
  flex: 1 1 14rem; font: inherit; padding: .25rem .5rem; border: 1px solid #8b949e; border-radius: .25rem;
}
[hidden] { display: none !important; }
:focus-visible { outline: 2px solid #0b57a4; outline-offset: 2px; }
@media print {
  body { background: none; font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  .light, .mark { background: none; }
  a { color: inherit; text-decoration: none; }
}
"""
"""What all pages share: colours, type, tables, lights, and how they print."""

STYLE = (
    GROUND
    + """.totals { color: var(--quiet); margin: 0 0 1.25rem; }
.files { background: var(--paper); border: 1px solid var(--line); margin-bottom: 1.25rem; }
.warning > .title .mark { color: var(--ask); background: var(--ask-pale); }
.error > .title .mark { color: var(--bad); background: var(--bad-pale); }
.note > .title .mark { color: var(--note); background: var(--note-pale); }
.filter {
  display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; padding: .6rem .8rem;
  margin-bottom: 1.25rem; background: var(--paper); border: 1px solid var(--line);
  position: sticky; top: 0; z-index: 1;
}
.filter[hidden] { display: none; }
.filter output { color: var(--quiet); white-space: nowrap; }
.file {
  background: var(--paper); border: 1px solid var(--line); padding: 1.1rem 1.25rem; margin-bottom: 1.25rem;
}
.head { display: flex; flex-wrap: wrap; gap: .4rem .8rem; align-items: center; scroll-margin-top: 5rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .7rem 0 0; }
.facts dt, .parts dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.findings { list-style: none; margin: 1rem 0 0; padding: 0; }
.finding {
  border-top: 1px solid var(--line); border-left: .25rem solid var(--line); padding: .8rem 0 .8rem .8rem;
}
.finding.error { border-left-color: var(--bad); }
.finding.warning { border-left-color: var(--ask); }
.finding.note { border-left-color: #9fb3c8; }
.title {
  display: flex; flex-wrap: wrap; gap: .15rem .6rem; align-items: baseline; margin: 0; font-size: 1rem;
}
.title .what { font-weight: 600; }
.title .where, .also { overflow-wrap: anywhere; font-weight: normal; }
.code { color: var(--quiet); font-size: .87rem; font-weight: normal; white-space: nowrap; }
.parts { display: grid; grid-template-columns: 4.5rem 1fr; gap: .05rem .6rem; margin: .4rem 0 0; }
.also { margin: .4rem 0 0; }
.knock_ons { list-style: none; margin: .3rem 0 0; padding: 0 0 0 1rem; }
.knock_ons li { padding: .15rem 0; overflow-wrap: anywhere; }
.checks { margin-top: 1rem; border-top: 1px solid var(--line); padding-top: .8rem; }
.checks table { margin-top: .4rem; font-size: .93rem; }
.empty { color: var(--quiet); margin: 1rem 0 0; }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  .filter, .top { display: none !important; }
  .files, .file { border: 0; padding: 0; }
  .file { margin: 0 0 8mm; }
  .several .file { break-before: page; }
  .head { break-after: avoid; }
  .finding { break-inside: avoid; }
}
"""
)

SCRIPT = """
"use strict";
const bar = document.querySelector(".filter");
if (bar) {
  const search = bar.querySelector("input[type=search]");
  const boxes = [...bar.querySelectorAll("input[type=checkbox]")];
  const told = bar.querySelector("output");
  const pattern = told.dataset.text;
  const files = [...document.querySelectorAll(".file")].map(file => ({
    empty: file.querySelector(".unmatched"),
    head: file.querySelector(".about").textContent.toLowerCase(),
    findings: [...file.querySelectorAll(".finding")].map(finding => ({
      element: finding, text: finding.textContent.toLowerCase(),
    })),
  }));
  const show = () => {
    const kinds = new Set(boxes.filter(box => box.checked).map(box => box.value));
    const wanted = search.value.trim().toLowerCase();
    let shown = 0, all = 0;
    for (const file of files) {
      const whole = file.head.includes(wanted);
      let here = 0;
      for (const finding of file.findings) {
        const fits = kinds.has(finding.element.dataset.severity) && (whole || finding.text.includes(wanted));
        finding.element.hidden = !fits;
        here += fits ? 1 : 0;
      }
      if (file.empty) file.empty.hidden = here > 0;
      shown += here;
      all += file.findings.length;
    }
    told.textContent = pattern.replace("{shown}", shown).replace("{all}", all);
  };
  bar.addEventListener("input", show);
  bar.hidden = false;
  show();
}
window.addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll("details")) each.open = true;
});
"""
