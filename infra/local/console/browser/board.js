import { local, steer } from "./api.js";
import { byId, element, onPress, tell } from "./element.js";
import { at, span } from "./format.js";

/** @typedef {import("../../seen.ts").Health} Health */

const MARKS = { ok: "✓ well", busy: "… busy", wrong: "✗ look here" };

/** What each part shows already: what has not changed is not touched, nor the focus in it. @type {Map<string, string>} */
const shown = new Map();

/**
 * @param {string} id
 * @param {unknown} data
 * @param {() => readonly (Node | string)[]} children
 */
function show(id, data, children) {
  const text = JSON.stringify(data);
  if (shown.get(id) === text) return;
  shown.set(id, text);
  byId(id, HTMLElement).replaceChildren(...children());
}

/** @param {string} sentence */
const nothing = (sentence) => element("p", { class: "quiet" }, sentence);

/** @param {readonly Node[]} items */
const list = (items) => element("ul", { class: "rows" }, ...items);

/** @param {readonly (Node | string)[]} parts */
const line = (...parts) => element("div", { class: "line" }, ...parts);

/** @param {string} instant */
const time = (instant) => element("time", { datetime: instant, class: "quiet" }, at(instant));

/** @type {Health["condition"] | undefined} */
let before;

/** @param {Health} health */
function showHealth({ condition, now, offsetSeconds, mailboxUrl, parts }) {
  const sum = byId("health-sum", HTMLElement);
  sum.className = `mark ${condition}`;
  sum.textContent = MARKS[condition];
  if (condition === "wrong" && before !== "wrong") {
    const wrong = parts.filter((part) => part.condition === "wrong");
    tell(wrong.map(({ name, says }) => `${name}: ${says}`).join("; "), "wrong");
  } else if (before === "wrong" && condition !== "wrong") tell("All parts are well again.");
  before = condition;
  show("health", parts, () =>
    parts.map(({ name, condition: how, says }) =>
      element(
        "li",
        {},
        element("span", {}, element("span", { class: `mark ${how}` }, MARKS[how].charAt(0)), ` ${name}`),
        element("span", {}, says),
      ),
    ),
  );
  const clock = byId("clock", HTMLTimeElement);
  clock.dateTime = now;
  clock.textContent = at(now);
  byId("offset", HTMLElement).textContent =
    offsetSeconds < 60 ? "real time" : `${span(offsetSeconds)} ahead of real time`;
  const mailbox = byId("mailbox", HTMLAnchorElement);
  mailbox.href = mailboxUrl;
  mailbox.hidden = false;
}

/** @param {{ total: number; items: readonly import("../../seen.ts").ComingSchedule[] }} schedules */
function showSchedules({ total, items }) {
  byId("schedules-sum", HTMLElement).textContent = total > items.length ? `${items.length} of ${total}` : "";
  show("schedules", items, () => [
    items.length === 0
      ? nothing("Nothing is scheduled.")
      : list(
          items.map(({ function: name, schedule, due, kind }) =>
            element(
              "li",
              {},
              line(element("strong", {}, name), time(due)),
              element("code", {}, schedule),
              ...(kind === "once" ? [] : [element("span", { class: "quiet" }, " again and again")]),
            ),
          ),
        ),
  ]);
}

/** @param {readonly import("../../seen.ts").Published[]} items */
function showEvents(items) {
  show("events", items, () => [
    items.length === 0
      ? nothing("No event since the start. Whatever anybody writes to the API is announced here.")
      : list(
          items.map(({ name, at: when, detail, to }) =>
            element(
              "li",
              {},
              line(element("strong", {}, name), time(when)),
              element("code", {}, idsIn(detail)),
              element("div", { class: "quiet" }, to.length === 0 ? "nobody listens" : `→ ${to.join(", ")}`),
            ),
          ),
        ),
  ]);
}

/** @param {object} detail */
function idsIn(detail) {
  const ids = Object.values(detail).filter((value) => typeof value === "string" && /^[a-z]{3}_/.test(value));
  return ids.slice(0, 2).join(" ");
}

/** @param {readonly import("../../seen.ts").ReceivedMail[]} items */
function showMails(items) {
  show("mails", items, () => [
    items.length === 0
      ? nothing("No mail yet.")
      : list(
          items.map(({ to, subject, at: when }) =>
            element(
              "li",
              {},
              line(element("strong", {}, subject), time(when)),
              element("span", { class: "quiet" }, to.join(", ")),
            ),
          ),
        ),
  ]);
}

/** @param {readonly { function: string; reason: string; at: string; attempts: number; payload: unknown }[]} items */
function showDead(items) {
  byId("redrive", HTMLButtonElement).hidden = items.length === 0;
  show("dead", items, () => [
    items.length === 0
      ? nothing("None: every function did its work.")
      : list(
          items.map(({ function: name, reason, at: when, attempts, payload }) =>
            element(
              "li",
              {},
              line(element("strong", {}, name), time(when)),
              element("div", {}, `${reason} (${attempts} attempts)`),
              element(
                "details",
                {},
                element("summary", {}, "What it was given"),
                element("code", {}, JSON.stringify(payload, undefined, 1)),
              ),
            ),
          ),
        ),
  ]);
}

/**
 * Reads the running cloud and shows it.
 * @returns {Promise<Health>}
 */
export async function lookAround() {
  const [health, schedules, events, mails, dead] = await Promise.all(
    ["health", "schedules", "events", "mails/last", "dead-letters"].map(local),
  );
  showHealth(health);
  showSchedules(schedules);
  showEvents(events.items);
  showMails(mails.items);
  showDead(dead.items);
  return health;
}

export function startRedrive() {
  const button = byId("redrive", HTMLButtonElement);
  onPress(button, async () => {
    const { done, failed } = await steer("dead-letters/redrive");
    await lookAround();
    tell(`${done.length} done, ${failed.length} failed again.`, failed.length === 0 ? "ok" : "wrong");
    if (button.hidden) byId("main", HTMLElement).focus();
  });
}
