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

/** Who can sign in; those who come later are found by a new look. */
async function meet() {
  const { items: logins } = await local("logins");
  const email = await administrator(logins);
  const people = email === undefined ? [] : await knownPeople(logins, readerWith(await tokenOf(email)));
  showPeople(people);
  for (const control of [reader, refresh]) control.disabled = people.length === 0;
  reader.replaceChildren(
    ...people.map(({ email: value, name, roles }) =>
      element("option", { value }, roles.length === 0 ? name : `${name} · ${roles.join(", ")}`),
    ),
  );
  reader.value = email ?? "";
  if (email === undefined) {
    byId("figures-note", HTMLElement).textContent = "There is nobody yet who could read a report.";
    place.setAttribute("aria-busy", "false");
  } else place.replaceChildren(...frames.map(({ figure }) => figure));
  return logins.length;
}

/** Looks around for as long as the page is seen, and says once when nothing answers. */
async function watch() {
  let isLost = false;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, EVERY));
    if (document.hidden) continue;
    try {
      await lookAround();
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
reader.addEventListener("change", () => once([refresh], readFigures));
await once([], async () => {
  await lookAround();
  await meet();
  await readFigures();
});
document.documentElement.dataset.ready = "";
await watch();
