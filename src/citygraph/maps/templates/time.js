// The years: two ends of a window, and play, which moves its end on year by year.
const STEP = 1000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

// A day or month of no given year (xsd:gMonthDay, gMonth, gDay) as a reader would write it; other
// words as they stand.
function dateWords(words) {
  const [, month, ofMonth, alone] = /^--(?:(\d\d)(?:-(\d\d))?|-(\d\d))$/.exec(words) || [];
  if (alone) return `day ${Number(alone)} of a month, year not given`;
  if (!month || !MONTHS[month - 1]) return words;
  return `${ofMonth ? `${Number(ofMonth)} ` : ""}${MONTHS[month - 1]}, year not given`;
}

// One span of years in words; an end that no source gives stays open.
function spanWords([first, last]) {
  if (first === last) return `${first}`;
  if (first === null) return `until ${last}`;
  return last === null ? `since ${first}` : `${first}–${last}`;
}

// When a tie held: its date if that is all there is, else its spans of years.
function spanOf({ spans, date }) {
  if (date.startsWith("--")) return [spans.map(spanWords).join(", "), dateWords(date)].filter(Boolean).join("; ");
  if (!spans.length || (date && spans.length === 1 && spans[0][0] === spans[0][1])) return date;
  const [[first, last]] = spans;
  return spans.length === 1 && last === null && first === parseInt(date, 10) ? `since ${date}` : spans.map(spanWords).join(", ");
}

// Where the window's end goes while it plays, and what moves it; null while it stands.
let goal = null, clock = null;

function isPlaying() {
  return clock !== null;
}

function pause() {
  clearInterval(clock);
  clock = null;
  sayPlaying();
}

// What is not looked at does not move.
function playOn() {
  if (document.hidden) return;
  change({ last: Math.min(state.last + 1, goal) });
  if (state.last >= goal) {
    goal = null;
    pause();
  }
}

// From the window's first year to the last one chosen; after a pause, on from where it stood.
function play() {
  const goesOn = goal !== null && state.first <= state.last && state.last < goal;
  if (!goesOn) {
    goal = state.last > state.first ? state.last : YEARS[1];
    change({ last: state.first });
  }
  if (state.last >= goal) return;
  clock = setInterval(playOn, STEP);
  sayPlaying();
}

// While it plays the count changes each second: it is read out when it stands.
function sayPlaying() {
  byId("play").textContent = isPlaying() ? "Pause" : "Play";
  byId("count").setAttribute("aria-live", isPlaying() ? "off" : "polite");
}

// One end of the window moves the other one along, never past it.
function moveEnd(name) {
  goal = null;
  if (isPlaying()) pause();
  const year = Number(byId(name).value);
  change({ [name]: year, ...(name === "first" ? { last: Math.max(year, state.last) } : { first: Math.min(year, state.first) }) });
}

function writeYears() {
  for (const name of ["first", "last"]) {
    byId(name).value = state[name];
    byId(`${name}-year`).textContent = state[name];
  }
  byId("undated").checked = state.undated;
  byId("years-open").textContent = isNarrowed() ? `Years: ${yearsInWords()}` : "Years";
}

byId("years-open").hidden = YEARS === null;
if (YEARS) {
  for (const name of ["first", "last"]) {
    Object.assign(byId(name), { min: YEARS[0], max: YEARS[1] });
    byId(name).addEventListener("input", () => moveEnd(name));
  }
  const undated = data.ties.filter(isUndated).length;
  byId("undated-count").textContent = undated;
  byId("undated").closest("label").hidden = !undated;
  byId("undated").addEventListener("change", () => change({ undated: byId("undated").checked }));
  byId("play").addEventListener("click", () => (isPlaying() ? pause() : play()));
  opener("years");
  onChange((names) => {
    if (names.some((name) => ["first", "last", "undated"].includes(name))) writeYears();
  });
  writeYears();
}
