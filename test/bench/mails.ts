import { compose } from "../../lib/mail/compose.ts";
import { renderLetter } from "../../lib/mail/letter.ts";
import { LANGUAGES, type Message } from "../../lib/mail/mail.ts";
import { readKey } from "../../lib/mail/occasions.ts";
import { render } from "../../lib/mail/render.ts";
import { exampleValues } from "../../lib/templates/examples.ts";
import { fill } from "../../lib/templates/fill.ts";
import { shipped } from "../../lib/templates/shipped.ts";
import { type Figure, median, shown } from "./figure.ts";

/** Mails of one round, and rounds: the first ones only warm up. */
const MAILS = 1_000;
const ROUNDS = 9;
const WARM_UP = 2;

const from = { name: "湖畔净水", address: "care@example.cn" };
const at = new Date("2026-11-22T00:00:00Z");
const unsubscribeUrl = `https://crm.example.cn/unsubscribe/${"x".repeat(84)}`;
const to = (nth: number) => ({ name: `王小明${nth}`, address: `customer-${nth}@example.cn` });

/**
 * How many mails one core writes a second, from the template to the MIME message: every shipped template in every language,
 * each to another name. As a ratio to mails about work, which have no template.
 */
export async function mailFigures(): Promise<Figure[]> {
  const greetings = [...shipped].flatMap(([key, value]) =>
    LANGUAGES.map((language) => {
      const occasion = readKey(key)?.occasion ?? "birthday";
      return {
        key,
        value,
        language,
        occasion,
        values: exampleValues(occasion, language, { owner: "李安娜" }),
      };
    }),
  );
  const letter = async (nth: number) => {
    const one = greetings[nth % greetings.length];
    if (one === undefined) return 0;
    const { key, value, language, occasion, values } = one;
    const words = fill(
      value.texts[language],
      occasion,
      { ...values, name: to(nth).name, company: from.name },
      language,
    );
    const written = { ...words, layout: value.layout, language, unsubscribeUrl, from: { key, version: 0 } };
    const content = { ...renderLetter(written, from.name), unsubscribeUrl };
    return (await compose({ id: `mai_${nth}`, to: to(nth), language }, content, from, at)).length;
  };
  const message: Message = {
    subject: "跟进提醒",
    title: "跟进到期：电话",
    intro: "您好",
    facts: [{ label: "客户", value: "湖畔净水" }],
    action: { label: "查看", url: "https://crm.example.cn/follow-ups/1" },
    footer: "此邮件由系统自动发送",
  };
  const work = async (nth: number) => {
    const language = LANGUAGES[nth % LANGUAGES.length] ?? "en";
    const content = render({ ...message, title: `${message.title}${nth}` }, from.name, language);
    return (await compose({ id: `mai_${nth}`, to: to(nth), language }, content, from, at)).length;
  };
  const [greetingMs, workMs] = [await perMail(letter), await perMail(work)];
  return [
    { name: "mails to customers written by a core", value: 1_000 / greetingMs, unit: "/s" },
    {
      name: "time of a mail from a template",
      value: greetingMs / workMs,
      unit: "×",
      target: 2,
      detail: `${shown(greetingMs)} ms ÷ ${shown(workMs)} ms of a mail about work, of CPU`,
    },
  ];
}

/** CPU time of one mail in milliseconds, the median of some rounds: what else runs on the machine does not count. */
async function perMail(write: (nth: number) => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = process.cpuUsage();
    for (let nth = 0; nth < MAILS; nth += 1) await write(round * MAILS + nth);
    const { user, system } = process.cpuUsage(began);
    if (round >= WARM_UP) times.push((user + system) / 1_000 / MAILS);
  }
  return median(times);
}
