import { local, Refused, readerWith, tokenOf } from "./api.js";
import { lookAround, startRedrive } from "./board.js";
import { startClock } from "./clock.js";
import { draw, frame, leaveOut } from "./draw.js";
import { byId, element, once, onPress, tell } from "./element.js";
import { QUESTIONS } from "./figures.js";
import { administrator, knownPeople, showPeople } from "./people.js";

const EVERY = 3_000;

const reader = byId("reader", HTMLSelectElement);
const refresh = byId("refresh", HTMLButtonElement);
const place = byId("figures", HTMLElement);
const frames = QUESTIONS.map((question) => ({ question, figure: frame(question.title) }));

/** Reads every report anew, as whoever is chosen. */
async function readFigures() {
  if (reader.value === "") return;
  place.setAttribute("aria-busy", "true");
  const [token, { now }] = await Promise.all([tokenOf(reader.value), local("clock")]);
  const read = readerWith(token);
  for (const { question, figure } of frames) {
    const { title, nothing, answer } = question;
    try {
      const answered = await answer({ read, local, now });
      const isEmpty = answered.series.every(({ values }) => values.every((value) => value === 0));
      if (isEmpty) leaveOut(figure, title, nothing);
      else draw(figure, title, answered);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      leaveOut(figure, title, error.status === 403 ? "Not for those in this role to see." : error.message);
    }
  }
  place.setAttribute("aria-busy", "false");
}

let met = -1;
/** Whom the person at the screen chose, if anybody. */
let chosen = "";

/** Finds out who can sign in, and who of them reads the figures; those who come later are found by a new look. */
async function meet() {
  const { items: logins } = await local("logins");
  if (logins.length === met) return;
  met = logins.length;
  const email = await administrator(logins);
  const people = email === undefined ? [] : await knownPeople(logins, readerWith(await tokenOf(email)));
  showPeople(people);
  byId("reading", HTMLElement).hidden = people.length === 0;
  reader.replaceChildren(
    ...people.map(({ email: value, name, roles }) =>
      element("option", { value }, roles.length === 0 ? name : `${name} · ${roles.join(", ")}`),
    ),
  );
  reader.value = people.some((person) => person.email === chosen) ? chosen : (email ?? "");
  if (email === undefined) {
    byId("figures-note", HTMLElement).textContent = "There is nobody yet who could read a report.";
    place.setAttribute("aria-busy", "false");
    return;
  }
  byId("figures-note", HTMLElement).textContent = "From the product’s own reports, over HTTP.";
  if (place.childElementCount === 0) place.append(...frames.map(({ figure }) => figure));
  await readFigures();
}

/** Looks around for as long as the page is seen, and says once when nothing answers. */
async function watch() {
  let isLost = false;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, EVERY));
    if (document.hidden) continue;
    try {
      await lookAround();
      await meet();
      if (isLost) tell("The local cloud answers again.");
      isLost = false;
    } catch {
      if (!isLost) tell("The local cloud does not answer: is npm start still running?", "wrong");
      isLost = true;
    }
  }
}

startRedrive();
startClock(readFigures);
onPress(refresh, async () => {
  await readFigures();
  tell("The figures are read again.");
});
reader.addEventListener("change", () => {
  chosen = reader.value;
  return once([refresh], readFigures);
});
await once([], async () => {
  await lookAround();
  await meet();
});
document.documentElement.dataset.ready = "";
await watch();
