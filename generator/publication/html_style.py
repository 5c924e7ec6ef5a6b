"""How the page of a published document looks on screens wide and narrow, and on paper."""

from __future__ import annotations

STYLE = """
:root {
  color-scheme: light;
  --ink: #1f2328; --quiet: #4d555e; --line: #8b949e; --pale: #d5dae0; --ground: #f4f6f8; --paper: #fff;
  --head: #eef2f6; --link: #0b57a4; --bad: #a31a15; --bad-pale: #fce8e6;
  --song: "方正小标宋简体", FZXiaoBiaoSong-B05S, "华文中宋", STZhongsong, "Noto Serif CJK SC",
    "Source Han Serif SC", SimSun, "宋体", serif;
  --black: SimHei, "黑体", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC",
    "Microsoft YaHei", sans-serif;
  --kai: KaiTi, "楷体", STKaiti, "Noto Serif CJK SC", serif;
  --fang: FangSong, "仿宋", STFangsong, "Noto Serif CJK SC", "Source Han Serif SC", serif;
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.125rem/1.8 var(--fang); }
a { color: var(--link); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -999rem; padding: .5rem 1rem; background: var(--paper); z-index: 2; }
.skip:focus { left: .5rem; top: .5rem; }
header { padding: 2.5rem 1.25rem 2rem; text-align: center; background: var(--paper);
  border-bottom: 1px solid var(--pale); }
h1 { margin: 0; font: 400 2.1rem/1.5 var(--song); }
h1 span, .closing span { display: block; }
h2 { margin: 3.5rem 0 1.5rem; font: 400 1.6rem/1.5 var(--song); text-align: center; }
h3 { margin: 2rem 0 .75rem; font: 400 1.25rem/1.6 var(--black); }
h4 { margin: 1.5rem 0 .5rem; font: 700 1.15rem/1.6 var(--kai); }
main p { margin: .35rem 0; text-indent: 2em; overflow-wrap: anywhere; }
.draft { position: sticky; top: 0; margin: 0 auto 1.5rem; padding: .5rem 1rem; max-width: 48rem;
  color: var(--bad); background: var(--bad-pale); border: 2px solid var(--bad); font-family: var(--black); }
.page { display: grid; grid-template-columns: minmax(0, 1fr); max-width: 90rem; margin: 0 auto; }
nav { padding: 1rem 1.25rem; font: 1rem/1.6 var(--black); }
nav h2 { margin: .5rem 0; font-size: 1.25rem; text-align: left; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav ol ol { padding-left: 1em; }
nav li { margin: .3rem 0; }
main { padding: .5rem 1.25rem 4rem; background: var(--paper); }
main > div > h2:first-child { margin-top: 1.5rem; }
.official, .form { margin: 2.5rem 0 3rem; }
.official > h3 { margin: 0; font: 400 1.3rem/1.6 var(--song); text-align: center; }
.official > h3 .number { display: block; font: 1rem/1.6 var(--black); text-align: left; }
main p.note { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; margin: 0;
  text-indent: 0; font-size: .95rem; }
main p.form-title { margin: 0 0 .5rem; text-indent: 0; text-align: center; font-size: 1.2rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; line-height: 1.45;
  font-variant-numeric: tabular-nums; }
.wide table { font-size: .88rem; min-width: 62rem; }
.official table { min-width: 36rem; }
.form table { min-width: 48rem; table-layout: fixed; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
th, td { border: 1px solid var(--line); padding: .25rem .4rem; text-align: center; vertical-align: middle;
  font-weight: 400; overflow-wrap: anywhere; }
thead th, .form th { background: var(--head); font-weight: 700; overflow-wrap: normal; }
thead tr + tr th { min-width: 2.4em; } thead [rowspan] { min-width: 3.4em; }
.numbers td { color: var(--quiet); }
.name, .text { text-align: left; min-width: 7em; }
.amount, .code { white-space: nowrap; }
.amount { text-align: right; }
td.long { text-align: left; }
.bold > *, .bold-cell { font-weight: 700; }
.in1 { padding-left: 1.4em; } .in2 { padding-left: 2.4em; } .in3 { padding-left: 3.4em; }
.in4 { padding-left: 4.4em; } .in5 { padding-left: 5.4em; }
.statement { text-align: left; padding: .9rem 1rem; }
main p.closing { margin-top: 3rem; text-align: right; text-indent: 0; }
@media (min-width: 75rem) {
  .page { grid-template-columns: 20rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; align-self: start; }
  main { padding: .5rem 3rem 4rem; }
}
@page { size: A4 portrait; margin: 25mm 22mm 22mm; }
@page wide { size: A4 landscape; margin: 18mm; }
@media print {
  body, header, main { background: none; }
  body { font-size: 12pt; }
  .skip { display: none; }
  .page { display: block; max-width: none; }
  header { border: 0; padding: 60mm 0 0; break-after: page; }
  .draft { position: fixed; inset: 0; display: flex; align-items: center; justify-content: center;
    max-width: none; border: 0; background: none; color: #d5dae0; font-size: 40pt;
    rotate: -35deg; z-index: -1; }
  nav { padding: 0; break-after: page; position: static; max-height: none; overflow: visible; }
  nav h2 { text-align: center; }
  main { padding: 0; }
  a { color: inherit; text-decoration: none; }
  h2, h3, h4, .note, .form-title { break-after: avoid; }
  main h2 { break-before: page; }
  main h2 + .official { break-before: auto; }
  p { orphans: 2; widows: 2; }
  .official, .form { break-before: page; margin: 0; }
  .wide { page: wide; }
  .scroll { overflow: visible; }
  .official table, .wide table, .form table { min-width: 0; }
  table { font-size: 9pt; line-height: 1.3; }
  .wide table { font-size: 7.5pt; }
  .wide th, .wide td { padding: .3mm .5mm; }
  th, td { padding: .5mm 1mm; }
  .name, .text, thead th, thead tr + tr th, thead [rowspan] { min-width: 0; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  thead th, .form th { background: none; }
}
"""
