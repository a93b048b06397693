/** The one style sheet: light and dark by the system's wish, targets of 24 px and more, contrast above 4.5. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --text: #17202a; --quiet: #4a5662; --line: #d5dce3; --edge: #788593;
  --accent: #0a5c8a; --on-accent: #fff; --problem: #9c1c1c; --good: #17603a; --tint: #f3f6f9; --problem-tint: #fdf0ef; --good-tint: #edf7f1; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14191f; --text: #e8edf2; --quiet: #b3bec9; --line: #303a45; --edge: #7b8895; --accent: #7cc4ee;
    --on-accent: #0b1a24; --problem: #ff9d9d; --good: #8fdcae; --tint: #1c232b; --problem-tint: #2d1c1e; --good-tint: #182a22; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1rem 1.5rem; }
main.narrow { max-width: 32rem; padding-top: 2rem; }
header { background: var(--tint); border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; }
header .bar, header .menu { max-width: 76rem; margin: 0 auto; padding: .5rem 1rem; display: flex; flex-wrap: wrap;
  gap: .125rem 1.1rem; align-items: baseline; }
header .bar { justify-content: space-between; }
header .bar strong { flex: 1; font-size: 1.05rem; }
header .bar nav { display: flex; gap: 1.1rem; font-size: .9rem; }
header .menu { padding-top: 0; padding-bottom: 0; }
header .menu a { padding: .375rem 0; text-decoration: none; border-bottom: 3px solid transparent; color: var(--text); }
header .menu a:hover { border-color: var(--edge); }
header .menu a[aria-current] { border-color: var(--accent); color: var(--accent); font-weight: 600; }
.brand { font-weight: 700; text-decoration: none; }
.skip:not(:focus), .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
a { color: var(--accent); display: inline-block; min-height: 24px; min-width: 24px; }
label { display: block; margin: 0 0 .25rem; font-weight: 600; font-size: .9rem; }
label.choice { font-weight: 400; font-size: 1rem; min-height: 24px; margin: .5rem 0; }
input, select, textarea { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--edge);
  border-radius: 6px; padding: .4rem .6rem; height: 40px; max-width: 100%; width: 100%; }
textarea { height: auto; }
input[type=radio], input[type=checkbox] { height: 24px; width: 24px; margin: 0; vertical-align: middle; accent-color: var(--accent); }
.fields { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: start; margin-bottom: .75rem; }
.fields > button { margin-top: 1.6rem; }
.field { flex: 0 1 13rem; min-width: 0; }
.field.date, .field.amount, .field.whole { flex-basis: 10rem; }
.field.long { flex-basis: 32rem; } .field.wide { flex-basis: 24rem; } .field.search { flex-basis: 17rem; }
form + form, .confirm + form, form + .confirm { margin-top: .75rem; } .row > form, .row > .confirm, td form { margin-top: 0; }
.field.check { display: flex; gap: .5rem; align-items: center; flex-basis: auto; min-height: 40px; margin-top: 1.6rem; }
.field.check label { margin: 0; font-weight: 400; font-size: 1rem; }
.field .hint { display: block; margin-top: .25rem; }
main.narrow label:not(.choice) { margin-top: 1rem; }
main.narrow button { margin-top: 1rem; }
button, .button { font: inherit; font-weight: 600; min-height: 40px; padding: .4rem 1rem; border-radius: 6px; text-decoration: none;
  border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer; }
button.quiet { background: transparent; color: var(--accent); }
td button, td details.confirm summary { min-height: 32px; padding: .15rem .6rem; font-size: .9rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
fieldset .field.check { margin-top: 0; }
.settings { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: 1.5rem; margin: 1rem 0 1.5rem; }
.settings label { font-family: ui-monospace, monospace; }
fieldset { border: 0; border-top: 1px solid var(--line); margin: .75rem 0 0; padding: .5rem 0 0; min-width: 0; }
legend { font-weight: 600; padding: 0 .5rem 0 0; }
table { border-collapse: collapse; width: 100%; }
.scroll { position: relative; overflow-x: auto; margin: .5rem 0 1rem; }
th, td { text-align: left; padding: .45rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; }
th { font-size: .85rem; color: var(--quiet); white-space: nowrap; }
td { font-variant-numeric: tabular-nums; }
td.amount, th.amount { text-align: right; white-space: nowrap; }
td time, .badge { white-space: nowrap; }
td:has(form) { white-space: nowrap; }
td form, td details { display: inline-block; margin-right: .25rem; }
tr.sum td { font-weight: 600; border-bottom: 0; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) minmax(0, 1fr); gap: .35rem 1.5rem; margin: 0 0 1rem; }
dd { margin: 0; overflow-wrap: anywhere; } dt { color: var(--quiet); }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: start; margin: .75rem 0; }
.hint { color: var(--quiet); font-size: .9rem; }
.empty { color: var(--quiet); background: var(--tint); border-radius: 8px; padding: 1rem; }
.problem, .notice { border-left: 4px solid; border-radius: 4px; padding: .6rem .9rem; }
.problem { color: var(--problem); background: var(--problem-tint); font-weight: 600; }
.notice { color: var(--good); background: var(--good-tint); }
.badge { font-size: .8rem; font-weight: 600; border: 1px solid var(--line); border-radius: 4px; padding: .05rem .4rem; }
.badge.paid, .badge.ok, .badge.accepted { color: var(--good); } .badge.voided, .badge.deleted, .badge.failed, .badge.refused { color: var(--problem); }
.card { background: var(--tint); border-radius: 8px; padding: 1rem; margin: 0 0 1rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 1rem; }
.cards .card { margin: 0; } .card > h2:first-child { margin-top: 0; } .card ul { list-style: none; margin: 0; padding: 0; } .card li.row { margin: .25rem 0; }
.cards h2, .cards h3 { margin: 0 0 .25rem; font-size: 1.05rem; } .cards p { margin: .25rem 0; }
details.confirm > summary { display: inline-block; cursor: pointer; min-height: 40px; padding: .4rem 1rem; border: 1px solid var(--edge);
  border-radius: 6px; color: var(--problem); font-weight: 600; list-style: none; }
details.confirm > summary::-webkit-details-marker { display: none; }
details.confirm[open] { background: var(--problem-tint); border-radius: 8px; padding: .75rem; max-width: 34rem; white-space: normal; }
details.fold > summary { cursor: pointer; min-height: 24px; font-weight: 600; }
code { overflow-wrap: anywhere; }
pre { overflow-x: auto; background: var(--tint); border-radius: 8px; padding: .75rem; margin: .5rem 0; max-width: 100%; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  header .bar strong { flex-basis: 100%; order: 3; } header .menu { gap: 0 .75rem; font-size: .92rem; } h1 { font-size: 1.35rem; }
  table { width: max-content; min-width: 100%; } td { max-width: 15rem; }
  dl { grid-template-columns: minmax(5rem, 8rem) minmax(0, 1fr); gap: .35rem 1rem; }
  .field, .field.search { flex-basis: 100%; } .field.check, .fields > button { margin-top: 0; } .field.date, .field.amount, .field.whole { flex-basis: calc(50% - .5rem); }
}
`;
