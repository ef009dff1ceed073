import { routes } from "../../functions/api/manifest.ts";
import { csvRecords } from "../../lib/csv/records.ts";
import { CSV } from "../../lib/csv/write.ts";
import { hire } from "../makers/company.ts";
import { created, inDays } from "../makers/deal.ts";
import { marked } from "./bodies.ts";
import type { Book } from "./book.ts";
import { idsFor } from "./properties.ts";
import type { World } from "./world.ts";

/** Names and texts that would be a header, markup, a template, a link or a formula, were they not taken for text. */
const HOSTILE = [
  "王\r\nBcc: victim@evil.example\r\nX-Injected: yes",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  '"><a href="https://evil.example">x</a>',
  "{{{action.url}}}{{#facts}}{{value}}{{/facts}}{{> partial}}",
  "javascript:alert(1)\u202Egpj.exe\u0007",
  "victim@evil.example, <other@evil.example>",
  "=?utf-8?B?QmNjOiB2aWN0aW1AZXZpbC5leGFtcGxl?=",
  "END:VEVENT\r\nBEGIN:VALARM\r\nATTACH:https://evil.example",
] as const;

/** Everything that mails and calendars show, written by somebody hostile; then time passes until all of it was sent. */
export async function attackMails(
  book: Book,
  { product, admin, departments }: World,
  full: boolean,
): Promise<void> {
  const texts = full ? HOSTILE : HOSTILE.slice(0, 2);
  const client = product.as(admin);
  const { body: before } = await client.get("/settings/company");
  const hidden = (text: string) => `${text} ${marked.name("")}`;
  for (const [at, text] of texts.entries()) {
    const name = hidden(text).replaceAll(/[\r\n]/g, at % 2 === 0 ? "\r\n" : " ");
    const staff = await hire(product, {
      name: name.slice(0, 100),
      email: marked.email(),
      departmentId: departments.treasury!.id,
      roles: ["sales-manager"],
    });
    const theirs = product.as(staff);
    const customer = await created(theirs, "/customers", { name });
    const deal = await created(theirs, "/opportunities", { name, customerId: customer.id });
    const soon = (hours: number) => new Date(product.now().getTime() + hours * 3_600_000).toISOString();
    const planned = { method: "visit", plannedAt: soon(2), content: name, contactName: name.slice(0, 50) };
    await created(theirs, `/opportunities/${deal.id}/follow-ups`, planned);
    await created(theirs, "/tasks", { title: name, content: name, dueAt: soon(3), customerId: customer.id });
    await created(theirs, "/tasks", { title: name, dueAt: soon(24 * 60) });
    await readCalendar(book, staff.name, theirs, product.anyone);
  }
  // The sender's name is a setting.
  await client.put("/settings/company", { ...before.value, name: HOSTILE[0] });
  await product.drain();
  const sent = (await product.mails()).length;
  await product.cloud.moveClock(new Date(`${inDays(product.now(), full ? 12 : 3)}T00:00:00Z`));
  await product.drain();
  await client.put("/settings/company", before.value);
  const mails = (await product.mails()).slice(sent);
  for (const mail of mails) {
    book.tried("mail with hostile texts", mail.messageId);
    for (const what of flawsOf(mail, product.url))
      book.finding(`a mail "${mail.subject.slice(0, 80)}" ${what}`);
  }
  if (mails.length < 2 * texts.length) book.finding(`only ${mails.length} mails came of hostile texts`);
}

/** What a mail has that it should not. */
function flawsOf(mail: Awaited<ReturnType<World["product"]["mails"]>>[number], url: string): string[] {
  const flaws: string[] = [];
  const [head = ""] = mail.raw.split(/\r?\n\r?\n/);
  const names = head
    .replaceAll(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/)
    .map((line) => line.split(":")[0]?.toLowerCase());
  const strange = names.filter((name) => !HEADERS.has(name ?? ""));
  if (strange.length > 0) flaws.push(`has the headers ${strange}`);
  if (new Set(names).size !== names.length) flaws.push("has a header twice");
  const { to, cc, bcc } = mail.destination;
  if (to.length !== 1 || cc.length > 0 || bcc.length > 0) flaws.push(`goes to ${[...to, ...cc, ...bcc]}`);
  if (!/(^|<)[^<>\s"]+@(pii\.example|example\.cn)>?$/.test(to[0] ?? "")) flaws.push(`goes to ${to}`);
  const { html = "", text = "" } = mail.body;
  if (/<(script|img|iframe|object|form)\b/i.test(html)) flaws.push("has markup that somebody wrote");
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => href.replaceAll("&#x2F;", "/"));
  const strangers = links.filter((href) => !href.replaceAll("&#x3D;", "=").startsWith(url));
  if (strangers.length > 0) flaws.push(`links to ${strangers}`);
  if (/[\p{Bidi_Control}]|\p{Cc}/u.test((html + text + mail.subject).replaceAll(/\s/g, "")))
    flaws.push("turns or hides its text");
  return flaws;
}

const HEADERS = new Set(
  "from to subject message-id date auto-submitted x-auto-response-suppress content-language content-type mime-version content-transfer-encoding x-correlation-id list-unsubscribe list-unsubscribe-post".split(
    " ",
  ),
);

type Sender = ReturnType<World["product"]["as"]>;

/** A calendar has no component and no property that somebody wrote. */
async function readCalendar(book: Book, name: string, theirs: Sender, anyone: Sender): Promise<void> {
  const { url } = await created(theirs, "/me/calendar", undefined);
  const { body } = await anyone.get(new URL(url).pathname + new URL(url).search);
  const lines = String(body)
    .replaceAll(/\r\n[ \t]/g, "")
    .split("\r\n");
  book.tried("calendar with hostile texts", name);
  const strange = lines.filter((line) => line !== "" && !/^[A-Z-]+[:;]/.test(line));
  const parts = lines.filter((line) => /^(ATTACH|ATTENDEE|BEGIN:(?!VCALENDAR|VEVENT|VTIMEZONE))/.test(line));
  if (lines.some((line) => line.includes("\n")) || strange.length > 0 || parts.length > 0)
    book.finding(`a calendar has ${[...strange, ...parts].slice(0, 3)}`);
}

const FORMULAS = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  '=HYPERLINK("https://evil.example")',
  "＝1",
  '","=1+1',
  "\n=1+1",
];

/** Every CSV that the product gives opens as text, whatever was imported. */
export async function attackTables(book: Book, world: World): Promise<void> {
  const admin = world.product.as(world.admin);
  const columns = {
    "=cmd": "name",
    "@kind": "kind",
    phone: "phone",
    email: "email",
    website: "website",
    number: "number",
  };
  const made = await created(admin, "/imports", { resource: "customer", name: "=cmd.csv", columns });
  const rows = FORMULAS.flatMap((text) => [
    { "=cmd": "", "@kind": text, phone: text, email: text, website: text, number: text },
    { "=cmd": text, "@kind": text, phone: "", email: text, website: text, number: "" },
  ]);
  await created(admin, `/imports/${made.id}/chunks/1`, { rows });
  for (const route of routes.filter(({ produces }) => produces === CSV)) {
    book.tried("CSV with formulas", route.id);
    const ids = {
      ...idsFor(route, world.others.foreign),
      ...(route.path.startsWith("/imports") && { id: made.id }),
    };
    const { status, body } = await book.send(admin, { route, ids });
    const cells = [...csvRecords(String(body).replace(/^\uFEFF/, ""), ",")].flatMap((record) => record.cells);
    if (status !== 200 || cells.length === 0) book.finding(`${route.id}: nothing to read (${status})`);
    const running = cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(String(cell)));
    if (running.length > 0) book.finding(`${route.id}: cells that run: ${running.slice(0, 5)}`);
    if (!cells.some((cell) => String(cell).startsWith("'")))
      book.finding(`${route.id}: shows none of the hostile cells`);
  }
}
