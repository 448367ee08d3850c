// The server, asked so that nothing is lost when it is busy, restarts, or its answer does not arrive: every request may be sent again.
import {setTimeout as pause} from 'node:timers/promises';

const TRIES = 10;

export const server = (process.env.OPPORTUNE_SERVER ?? 'http://localhost:8080').replace(/\/+$/, '');

/** The JSON of an answer with 2xx. Anything else is an Error with what the server said. */
export async function ask(method, path, body, headers = {}) {
  for (let tried = 1; ; tried++) {
    const [answer, failure] = await send(method, path, body, headers);
    if (answer?.ok) {
      return answer.json();
    }
    const problem = answer === undefined ? {} : await answer.json().catch(() => ({}));
    if (tried === TRIES || !passes(answer, problem)) {
      throw new Error(answer === undefined
        ? `${server} cannot be reached: ${failure.cause?.message ?? failure.message}`
        : `${method} ${path} was answered with ${answer.status}: ${problem.detail ?? problem.title ?? 'no reason was given'}`);
    }
    await pause(1000 * (Number(answer?.headers.get('Retry-After')) || Math.min(0.1 * 2 ** tried, 10)));
  }
}

async function send(method, path, body, headers) {
  try {
    const answer = await fetch(server + path, {
      method,
      headers: {'Authorization': `Bearer ${process.env.OPPORTUNE_KEY}`, 'Content-Type': 'application/json', ...headers},
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    return [answer];
  } catch (failure) {
    return [undefined, failure];
  }
}

/** Whether it is worth asking again: nobody answered, the server is busy or away, or does not know yet what it just answered. */
function passes(answer, problem) {
  return answer === undefined || answer.status === 429 || answer.status >= 502
    || ['/problems/idempotency-running', '/problems/unknown-decision', '/problems/report-running'].includes(problem.type);
}

/** Runs a command of these programs: what goes wrong is said in one sentence, and ends with exit code 1. */
export async function run(main) {
  try {
    if (!process.env.OPPORTUNE_KEY) {
      throw new Error('OPPORTUNE_KEY is not set; it is the key with which the server is asked');
    }
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
