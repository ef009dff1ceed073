import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { compiledFile, compileLayout, LAYOUTS } from "../../infra/mail/compile.ts";
import { LANGUAGES, type Message } from "../../lib/mail/mail.ts";
import { render } from "../../lib/mail/render.ts";

it.each(LAYOUTS)("%s is the one that its source makes: npm run mails", async (name) => {
  expect(await readFile(compiledFile(name), "utf8")).toBe(await compileLayout(name));
});

const message: Message = {
  subject: "Follow-up due",
  title: "Follow-up due: Phone call",
  intro: "Hello",
  facts: [
    { label: "Customer", value: "A & B <Ltd>" },
    { label: "Details", value: "first\nsecond" },
  ],
  action: { label: "Open", url: "https://crm.example.cn/follow-ups/1" },
  footer: "Sent automatically",
};

it.each(LANGUAGES)("says all of a message as HTML and as text, in %s", (language) => {
  const { subject, html, text } = render(message, "关系", language);
  expect(subject).toBe("Follow-up due");
  expect(html).toContain(`<html lang="${language}"`);
  expect(html).toContain("A &amp; B &lt;Ltd&gt;");
  expect(html).not.toMatch(/\{\{|undefined/);
  const colon = language === "en" ? ": " : "：";
  expect(text).toBe(
    `Follow-up due: Phone call\n\nHello\n\nCustomer${colon}A & B <Ltd>\nDetails${colon}first\nsecond\n\nOpen${colon}https://crm.example.cn/follow-ups/1\n\n--\n关系\nSent automatically\n`,
  );
});
