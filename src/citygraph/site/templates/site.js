// Finding a page by name, narrowing a list, opening all claims at once. Words from the data go in
// through textContent alone.
"use strict";
const up = document.currentScript.dataset.up;
const SHOWN = 12;
const find = document.getElementById("find");
const found = document.getElementById("found");
const count = document.getElementById("found-count");

function el(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// Letters without case and accents: "malmo" finds Malmö.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

// The names are loaded when someone first wants to find one: other pages open without them.
let loading = null;
function names() {
  loading ||= new Promise((done) => {
    const script = el("script", { src: `${up}site/names.js` });
    script.addEventListener("load", () => done(citygraphNames.rows.map((row) => ({
      row, keys: [row[2], ...row[4]].map(folded),
    }))));
    document.head.append(script);
  });
  return loading;
}

function rank(keys, wish) {
  if (keys.includes(wish)) return 0;
  if (keys.some((key) => key.startsWith(wish))) return 1;
  return keys.some((key) => key.includes(` ${wish}`)) ? 2 : 3;
}

function closeFound() {
  found.replaceChildren();
  count.textContent = "";
}

function hit([file, kind, words, lang]) {
  const label = el("bdi", lang ? { lang: lang === "und" ? "" : lang } : {}, words);
  return el("li", {}, el("a", { href: `${up}${file}.html` }, label, ` – ${citygraphNames.kinds[kind]}`));
}

async function search() {
  const wish = folded(find.value.trim());
  if (!wish) return closeFound();
  const all = await names();
  if (wish !== folded(find.value.trim())) return;
  const hits = all.filter(({ keys }) => keys.some((key) => key.includes(wish)))
    .map(({ row, keys }) => [rank(keys, wish), row]).sort((a, b) => a[0] - b[0]);
  const more = hits.length > SHOWN ? `, the first ${SHOWN} shown` : "";
  count.textContent = `${hits.length} found${more}`;
  found.replaceChildren(...hits.slice(0, SHOWN).map(([, row]) => hit(row)));
}

function step(event) {
  const hits = [...found.querySelectorAll("a")];
  if (event.key === "Escape") { closeFound(); find.focus(); }
  if (event.key === "Enter" && event.target === find && hits.length) hits[0].click();
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!way || !hits.length) return;
  event.preventDefault();
  (hits[hits.indexOf(document.activeElement) + way] || find).focus();
}

document.querySelector(".search").hidden = false;
find.addEventListener("input", search);
find.addEventListener("focus", names);
find.closest(".search").addEventListener("keydown", step);
document.addEventListener("click", (event) => {
  if (!event.target.closest(".search")) closeFound();
});

function narrow(filter) {
  const rows = [...document.querySelectorAll("tbody tr")].map((row) => [row, folded(row.textContent)]);
  filter.parentElement.hidden = false;
  filter.addEventListener("input", () => {
    const words = folded(filter.value).split(/\s+/);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    document.getElementById("filter-count").textContent = `${shown} of ${rows.length} shown`;
  });
}
const filter = document.getElementById("filter");
if (filter) narrow(filter);

// On paper nothing can be opened, so all is.
const claims = [...document.querySelectorAll(".body details")];
function openAll(open) {
  for (const one of claims) one.open = open;
}
if (claims.length > 1) {
  const button = el("button", { type: "button", "aria-pressed": "false" }, "Open all claims");
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-pressed") === "false";
    button.setAttribute("aria-pressed", String(open));
    openAll(open);
  });
  document.querySelector(".body").prepend(button);
}
let opened = [];
addEventListener("beforeprint", () => {
  opened = claims.filter((one) => one.open);
  openAll(true);
});
addEventListener("afterprint", () => {
  for (const one of claims) one.open = opened.includes(one);
});
