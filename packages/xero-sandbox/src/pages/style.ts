/** The one style sheet: light and dark by the system's wish, targets of 24 px and more, contrast above 4.5. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --text: #17202a; --quiet: #4a5662; --line: #c3ccd5;
  --accent: #0a5c8a; --on-accent: #fff; --problem: #9c1c1c; --tint: #eef3f7; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14191f; --text: #e8edf2; --quiet: #b3bec9; --line: #45515d;
    --accent: #7cc4ee; --on-accent: #0b1a24; --problem: #ff9d9d; --tint: #1f2730; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; border-bottom: 1px solid var(--line); align-items: baseline; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; }
main.narrow { max-width: 30rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; }
a { color: var(--accent); display: inline-block; min-height: 24px; }
label { display: block; margin: .75rem 0 .25rem; font-weight: 600; }
label.choice { font-weight: 400; min-height: 24px; }
input, select, textarea { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--quiet);
  border-radius: 4px; padding: .4rem .6rem; height: 38px; max-width: 100%; }
input[type=radio] { height: 24px; width: 24px; vertical-align: middle; }
main.narrow input:not([type=radio]) { width: 100%; }
button { font: inherit; font-weight: 600; min-height: 36px; padding: .4rem 1rem; margin-top: 1rem; border-radius: 4px;
  border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer; }
button.quiet { background: transparent; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
fieldset { border: 1px solid var(--line); border-radius: 4px; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; }
.scroll { overflow-x: auto; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
td.amount, th.amount { text-align: right; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; } dd { margin: 0; } dt { color: var(--quiet); }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; }
.hint { color: var(--quiet); font-size: .9rem; }
.problem { color: var(--problem); font-weight: 600; }
.card { background: var(--tint); border-radius: 6px; padding: .75rem 1rem; margin: 1rem 0; }
`;
