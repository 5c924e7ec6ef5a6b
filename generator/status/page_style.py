"""How the page of the status looks and moves: its style sheet and its script, both inside the page.

Neither fetches anything. The page reads without the script, which filters, searches and sorts. Up to 50
departments are printed with everything unfolded, more as they are on the screen; headings repeat on every
sheet only where no button is laid out in them.
"""

from __future__ import annotations

from generator.reply.page_style import GROUND

STYLE = (
    GROUND
    + """
@media screen { main { max-width: 88rem; } }
.moment { color: var(--quiet); margin: 0 0 .6rem; }
.totals { margin: 0 0 .8rem; }
.missing { color: var(--note); background: var(--note-pale); }
.late, .stranger { color: #75308a; background: #f6ecfa; }
.shares { display: block; width: 100%; height: 1rem; margin-bottom: .9rem; }
.shares rect { stroke: var(--ground); stroke-width: 3; }
.shares .accepted { fill: #2a8a4f; }
.shares .to_explain { fill: #d98a1c; }
.shares .refused { fill: #c8362f; }
.shares .unreadable { fill: #6e1411; }
.shares .missing { fill: #9fb3c8; }
.tools { margin-bottom: 1rem; }
.kinds { display: flex; flex-wrap: wrap; gap: .5rem; }
.kind {
  display: flex; gap: .5rem; align-items: baseline; font: inherit; padding: .25rem .8rem; cursor: pointer;
  border: 1px solid currentcolor; border-radius: .3rem; opacity: 1;
}
.kind:not([class*=" "]) { color: var(--ink); background: var(--paper); }
.kind strong { font-size: 1.15rem; font-variant-numeric: tabular-nums; }
.kind:disabled { cursor: default; }
.kind[aria-pressed=true]:not(:disabled) { box-shadow: 0 0 0 2px currentcolor; }
.kind[aria-pressed=true]:not(:disabled) .word { text-decoration: underline; text-underline-offset: .2em; }
.find { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; margin-top: .7rem; }
.find output { color: var(--quiet); white-space: nowrap; }
.departments { background: var(--paper); border: 1px solid var(--line); }
.departments > thead th { position: sticky; top: 0; background: #e9edf1; color: var(--ink); z-index: 1; }
.departments > thead button {
  font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer;
  text-align: inherit;
}
.departments > thead button::after {
  content: "↕"; color: var(--quiet);
  display: inline-block; width: .8em; margin-right: -.8em; text-align: center;
}
.departments > thead [aria-sort=ascending] button::after { content: "↑"; color: inherit; }
.departments > thead [aria-sort=descending] button::after { content: "↓"; color: inherit; }
.departments > thead button:hover { text-decoration: underline; }
.departments > thead .number + :not(.number), .facts > .number + .tight { padding-left: 1.4rem; }
.departments > thead th:last-child, .facts > :last-child { padding-right: 1rem; }
.facts > * { border-bottom: 0; padding-bottom: 0; }
.facts > th { color: inherit; font-size: inherit; white-space: normal; overflow-wrap: anywhere; }
.facts .light + .light { margin-left: .35rem; }
.details > td { padding-top: .1rem; font-size: .87rem; }
.details details, .nothing { margin: 0; }
.details summary, .nothing { color: var(--quiet); overflow-wrap: anywhere; }
.details summary span + span::before, .nothing span + span::before { content: " · "; }
.listed { margin: .5rem 0 .8rem; background: var(--paper); border: 1px solid var(--line); }
.details .listed { width: auto; min-width: 50%; max-width: 100%; background: #fafbfc; }
.listed th, .listed td { padding: .25rem .6rem; }
.listed .light { font-size: .8rem; }
code { font-family: ui-monospace, Consolas, Menlo, monospace; font-size: .9em; white-space: nowrap; }
.unmatched { color: var(--quiet); }
.unrecognised { margin-top: 2rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media screen and (max-width: 56rem) {
  main { overflow-x: auto; padding: 1rem .75rem 3rem; }
  .departments > thead th { position: static; }
}
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { font-size: 9pt; line-height: 1.4; }
  h1 { font-size: 15pt; }
  .find input { display: none; }
  .kind { background: none; padding: 0 .5rem; }
  .departments { border: 0; }
  .departments > thead th { position: static; background: none; border-bottom: 1.5px solid #555; }
  .departments > thead button { display: contents; }
  .departments > thead button::after { content: none; }
  .departments > thead [aria-sort=ascending] button::after { content: "↑"; }
  .departments > thead [aria-sort=descending] button::after { content: "↓"; }
  th, td { padding: .2rem .4rem; }
  th, .light, .details > td { font-size: .95em; }
  .departments > tbody, .listed { break-inside: avoid; }
  .facts { break-after: avoid; }
  .details { break-inside: auto; }
  .listed thead { display: table-row-group; }
  .listed { margin: .2rem 0 .4rem; }
  summary { list-style: none; }
}
"""
)

SCRIPT = """
"use strict";
const table = document.querySelector(".departments");
if (table) {
  const plain = text => text.normalize("NFKC").toLowerCase();
  const told = document.querySelector(".find output");
  const search = document.querySelector(".find input");
  const buttons = [...document.querySelectorAll(".kind")];
  const empty = document.querySelector(".unmatched");
  const rows = [...table.tBodies].map(body => {
    const whole = [...body.querySelectorAll("[title]")].map(each => each.title);
    const details = body.querySelector("details");
    const line = body.rows[1].querySelector("summary, .nothing");
    return {
      body, details, cells: body.rows[0].cells, kinds: body.dataset.kinds.split(" "),
      line: plain(`${body.rows[0].textContent} ${line.textContent}`),
      text: plain([body.textContent, ...whole].join(" ")),
    };
  });
  const unfolded = new Set();
  let kind = "";
  const show = () => {
    const wanted = plain(search.value).split(/\\s+/).filter(word => word);
    const found = rows.filter(row =>
      (!kind || row.kinds.includes(kind)) && wanted.every(word => row.text.includes(word)));
    const shown = new Set(found);
    for (const row of rows) row.body.hidden = !shown.has(row);
    for (const row of unfolded) row.details.open = false;
    unfolded.clear();
    if (wanted.length && found.length <= 20) {
      for (const row of found) {
        if (!row.details || row.details.open || wanted.every(word => row.line.includes(word))) continue;
        row.details.open = true;
        unfolded.add(row);
      }
    }
    empty.hidden = found.length > 0;
    told.textContent = told.dataset.text.replace("{shown}", found.length).replace("{all}", rows.length);
  };
  for (const button of buttons) {
    button.disabled = false;
    button.addEventListener("click", () => {
      kind = button.dataset.kind === kind ? "" : button.dataset.kind;
      for (const each of buttons) each.setAttribute("aria-pressed", String(each.dataset.kind === kind));
      show();
    });
  }
  const collator = new Intl.Collator("zh-CN", {numeric: true});
  const headings = [...table.tHead.rows[0].cells];
  const valued = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent;
  const compared = {
    number: (one, other) => Number(one) - Number(other),
    text: (one, other) => collator.compare(one, other),
  };
  const sort = (column, direction) => {
    const compare = compared[headings[column].dataset.order];
    const keyed = rows.map((row, place) => ({row, place, value: valued(row, column)}));
    if (direction) {
      keyed.sort((one, other) =>
        (one.value === "") - (other.value === "")
        || (one.value === "" ? 0 : direction * compare(one.value, other.value))
        || one.place - other.place);
    }
    table.append(...keyed.map(each => each.row.body));
  };
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.title = table.dataset.sort;
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const before = heading.getAttribute("aria-sort");
      for (const each of headings) each.removeAttribute("aria-sort");
      const direction = {ascending: -1, descending: 0}[before] ?? 1;
      if (direction) heading.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      sort(column, direction);
    });
  });
  search.addEventListener("input", show);
  search.closest(".find").hidden = false;
  show();
  const forPrint = new Set();
  window.addEventListener("beforeprint", () => {
    const printed = rows.filter(row => !row.body.hidden);
    for (const {details} of printed.length <= 50 ? printed : []) {
      if (!details || details.open) continue;
      details.open = true;
      forPrint.add(details);
    }
  });
  window.addEventListener("afterprint", () => {
    for (const details of forPrint) details.open = false;
    forPrint.clear();
  });
}
"""
