import type { LocalCloud } from "./cloud.ts";

/** Somebody with a login whose token is shown at the start. */
export interface DemoPerson {
  /** What the token is called in the shell, e.g. `MANAGER`. */
  readonly title: string;
  readonly email: string;
}

const TOKEN_SECONDS = 12 * 3_600;

/** What a person needs to begin: addresses, tokens, and three lines to try. */
export async function welcome(
  cloud: LocalCloud,
  people: readonly DemoPerson[],
  seconds: number,
): Promise<string> {
  const { url, mailboxUrl } = cloud;
  const tokens = await Promise.all(people.map((person) => tokenLine(cloud, person)));
  const paragraphs = [
    [`Console   ${url}/`, `API       ${url}`, `Docs      ${url}/docs`, `Mailbox   ${mailboxUrl}`],
    tokens.length === 0 ? [] : ["Tokens, for twelve hours:", ...tokens],
    tokens.length === 0 ? [] : ["Try:", ...examples(url, people)],
    [`Ready in ${seconds.toFixed(1)} s. Ctrl-C ends it and keeps the data; \`npm run reset\` empties it.`],
  ];
  const text = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `\n${text.join("\n\n")}\n\n`;
}

async function tokenLine(cloud: LocalCloud, { title, email }: DemoPerson): Promise<string> {
  const userId = cloud.login(email)?.attributes["custom:user_id"];
  if (userId === undefined) return `# ${email} has no login`;
  return `${title}=${await cloud.issueToken({ userId, email }, { expiresIn: TOKEN_SECONDS })}`;
}

function examples(url: string, people: readonly DemoPerson[]): string[] {
  const title = people.find((person) => person.title === "SALESPERSON")?.title ?? people[0]?.title;
  const bearer = `-H "Authorization: Bearer $${title}"`;
  return [
    `curl ${bearer} ${url}/me`,
    `curl ${bearer} "${url}/opportunities?limit=3"`,
    `curl -X POST ${url}/local/clock -d '{"advance":"PT24H"}'`,
  ];
}
