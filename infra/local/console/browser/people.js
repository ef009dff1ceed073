import { readerWith, tokenOf } from "./api.js";
import { byId, element, onPress, tell } from "./element.js";

/** @typedef {{ email: string; name: string; roles: readonly string[] }} Somebody */

/**
 * The first who is an administrator; none while nobody can sign in.
 * @param {readonly { email: string }[]} logins the oldest first
 */
export async function administrator(logins) {
  for (const { email } of logins) {
    const read = readerWith(await tokenOf(email));
    const { roles } = await read("/me").catch(() => ({ roles: [] }));
    if (roles.some((/** @type {{ key: string }} */ { key }) => key === "admin")) return email;
  }
  return logins[0]?.email;
}

/**
 * Those who can sign in, with what the product knows of them.
 * @param {readonly { email: string; userId: string }[]} logins
 * @param {import("./api.js").Reader} read
 * @returns {Promise<Somebody[]>}
 */
export async function knownPeople(logins, read) {
  const { items } = await read("/users?limit=100").catch(() => ({ items: [] }));
  const users = new Map(items.map((/** @type {any} */ user) => [user.id, user]));
  return logins.map(({ email, userId }) => {
    const user = users.get(userId);
    return { email, name: user?.name ?? email, roles: user?.roles ?? [] };
  });
}

/** @param {readonly Somebody[]} people */
export function showPeople(people) {
  const place = byId("people", HTMLElement);
  if (people.length === 0) {
    place.replaceChildren(
      element(
        "p",
        { class: "quiet" },
        "Nobody can sign in yet: this company is empty. A start without --empty fills a new one with a demo company.",
      ),
    );
    return;
  }
  // One of each role is enough for most; whoever looks for somebody finds everybody.
  const ofRoles = [
    ...new Map(people.toReversed().map((person) => [person.roles.join(), person])).values(),
  ].reverse();
  const others = people.filter((person) => !ofRoles.includes(person));
  place.replaceChildren(
    element("ul", { class: "rows" }, ...ofRoles.map(row)),
    ...(others.length === 0
      ? []
      : [
          element(
            "details",
            {},
            element("summary", {}, `${others.length} more`),
            element("ul", { class: "rows" }, ...others.map(row)),
          ),
        ]),
  );
}

/** @param {Somebody} person */
function row({ email, name, roles }) {
  const button = element(
    "button",
    { type: "button", "aria-label": `Copy the token of ${name}` },
    "Copy token",
  );
  const item = element(
    "li",
    {},
    element(
      "div",
      { class: "person" },
      element("span", {}, element("strong", {}, name), ` ${roles.join(", ")}`),
      button,
    ),
  );
  onPress(button, async () => {
    const token = await tokenOf(email);
    try {
      await navigator.clipboard.writeText(token);
      tell(`The token of ${name} is copied.`);
    } catch {
      // Where the page may not write to the clipboard, its reader can.
      const text = element("textarea", { readonly: "", "aria-label": `The token of ${name}` }, token);
      item.querySelector("textarea")?.remove();
      item.append(text);
      text.select();
      tell(`The token of ${name} is selected, to be copied by hand.`);
    }
  });
  return item;
}
