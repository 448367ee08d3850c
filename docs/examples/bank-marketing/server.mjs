// The server, asked so that nothing is lost when it is busy, restarts, or its answer does not arrive: every request may be sent again.
import {setTimeout as pause} from 'node:timers/promises';

const TRIES = 10;
const MOST_SECONDS = 30;
const SAID_EVERY_MILLIS = 10_000;

let said = 0;

export const server = (process.env.OPPORTUNE_SERVER ?? 'http://localhost:8080').replace(/\/+$/, '');

/** The JSON of an answer with 2xx. Anything else is an Error with what the server said. */
export async function ask(method, path, body, headers = {}) {
  for (let tried = 1; ; tried++) {
    const answer = await send(method, path, body, headers);
    if (answer.status >= 200 && answer.status < 300) {
      return answer.json;
    }
    if (tried === TRIES || !passes(answer)) {
      throw new Error(answer.failure === undefined
        ? `${method} ${path} was answered with ${answer.status}: ${answer.json.detail ?? answer.json.title ?? 'no reason was given'}`
        : `${server} cannot be reached: ${answer.failure}`);
    }
    if (tried > 2 && Date.now() - said > SAID_EVERY_MILLIS) {
      said = Date.now();
      console.error(`${server} ${answer.failure === undefined ? `answers ${answer.status}` : 'does not answer'}; asking again`);
    }
    await pause(1000 * Math.min(answer.retryAfter || 0.1 * 2 ** tried, MOST_SECONDS));
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
    const text = await answer.text();
    const isJson = /\bjson\b/.test(answer.headers.get('Content-Type'));
    return {status: answer.status, retryAfter: Number(answer.headers.get('Retry-After')), json: isJson ? JSON.parse(text) : {}};
  } catch (failure) {
    return {failure: failure.cause?.message ?? failure.message};
  }
}

/** Whether it is worth asking again: nobody answered, the server is busy or away, or does not know yet what it just answered. */
function passes({failure, status, json}) {
  return failure !== undefined || status === 429 || status >= 502
    || ['/problems/idempotency-running', '/problems/unknown-decision', '/problems/report-running'].includes(json.type);
}

/** Runs a command of these programs: what goes wrong is said in one sentence, and ends with exit code 1. */
export async function run(main) {
  try {
    if (!/^[\x21-\x7e]+$/.test(process.env.OPPORTUNE_KEY ?? '')) { // else fetch would say the key
      throw new Error('OPPORTUNE_KEY must be set to a key of the server, opp_… without spaces');
    }
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
