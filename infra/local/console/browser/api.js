/** An answer other than the one asked for, with the sentence that came with it. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} sentence
   */
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

/**
 * @param {string} path
 * @param {RequestInit} init
 * @returns {Promise<any>} whatever JSON says
 */
async function ask(path, init = {}) {
  const answer = await fetch(path, init);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok)
    throw new Refused(answer.status, body.detail ?? body.message ?? `${path} answers ${answer.status}`);
  return body;
}

/** @param {string} path below /local/ */
export const local = (path) => ask(`/local/${path}`);

/**
 * @param {string} path below /local/
 * @param {object} body
 */
export const steer = (path, body = {}) =>
  ask(`/local/${path}`, { method: "POST", body: JSON.stringify(body) });

const TOKEN_SECONDS = 12 * 3_600;

/**
 * @param {string} email
 * @returns {Promise<string>}
 */
export async function tokenOf(email) {
  const { token } = await steer("token", { email, expiresIn: TOKEN_SECONDS });
  return token;
}

/**
 * Reads the product's API as somebody does.
 * @typedef {(path: string) => Promise<any>} Reader
 * @param {string} token
 * @returns {Reader}
 */
export const readerWith = (token) => (path) => ask(path, { headers: { authorization: `Bearer ${token}` } });
