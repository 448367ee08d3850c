// Makes the calls of bank-full.csv again: for each call the decision that an agent's screen would have asked for, and what came of it.
//
//   OPPORTUNE_KEY=… node docs/examples/bank-marketing/import.mjs bank-full.csv
import {readClients} from './contacts.mjs';
import {ask, run, server} from './server.mjs';

const OFFER = 'term-deposit';
const PLACEMENT = 'agent-screen';
const AT_ONCE = 16;
const CUSTOMERS_AT_ONCE = 500;
/** The server recognises a decision that is asked for again within 24 hours. */
const HOURS_TO_RESUME = 22;
const PROGRESS_MILLIS = 5_000;

run(async ([file, ...rest]) => {
  if (file === undefined || rest.length > 0) {
    throw new Error('Say which file: node import.mjs bank-full.csv (https://archive.ics.uci.edu/dataset/222/bank+marketing)');
  }
  const clients = readClients(file);
  await requireRoom(clients[0]);
  await tellCustomers(clients);
  await makeCalls(clients, await requireRules(clients[0]));
});

/** Refuses to count anything twice: calls of another file, or of this one when the server no longer recognises them. */
async function requireRoom(first) {
  const hasCalls = async until => (await ask('GET', `/api/v1/decisions?offer=${OFFER}&limit=1${until}`)).items.length > 0;
  if (!await hasCalls('')) {
    return;
  }
  const again = 'Begin with an empty database to import it anew';
  if (!(await preview(first)).known) {
    throw new Error(`${server} has calls of another file already, and both would be counted. ${again}`);
  }
  const longAgo = new Date(Date.now() - HOURS_TO_RESUME * 3_600_000).toISOString();
  if (await hasCalls(`&until=${longAgo}`)) {
    throw new Error(`${server} has had calls of this file for more than ${HOURS_TO_RESUME} hours, and does not know any more which are missing. ${again}`);
  }
}

async function tellCustomers(clients) {
  for (let from = 0; from < clients.length; from += CUSTOMERS_AT_ONCE) {
    const customers = clients.slice(from, from + CUSTOMERS_AT_ONCE).map(({id, attributes}) => ({identities: [identity(id)], attributes}));
    const {refused} = await ask('POST', '/api/v1/customers', {customers});
    if (refused?.length > 0) {
      throw new Error(`line ${clients[from + refused[0].index].row}: ${refused[0].errors.map(({pointer, message}) => `${pointer}: ${message}`).join('; ')}`);
    }
  }
  console.error(`${number(clients.length)} clients are told.`);
}

/** The server's time, when it would offer the deposit. So rules that do not are known of before any call is made. */
async function requireRules(client) {
  const answer = await preview(client);
  requireOffer(answer, client, 1);
  return answer.at;
}

function preview(client) {
  return ask('POST', '/api/v1/decisions', {...question(client, 1), mode: 'preview'});
}

async function makeCalls(clients, began) {
  const start = Date.now();
  const all = clients.reduce((sum, {calls}) => sum + calls, 0);
  let made = 0;
  let next = 0;
  const progress = setInterval(() => {
    const rate = made / (Date.now() - start) * 1000;
    console.error(`${number(made)} of ${number(all)} calls, ${number(rate)} a second, ${number((all - made) / rate)} s left`);
  }, PROGRESS_MILLIS);
  const worker = async () => {
    while (next < clients.length) {
      const client = clients[next++];
      for (let call = 1; call <= client.calls; call++) {
        await makeCall(client, call, began);
        made++;
      }
    }
  };
  try {
    await Promise.all(Array.from({length: AT_ONCE}, worker));
  } catch (error) {
    next = clients.length;
    throw new Error(`${error.message}\nMade ${number(made)} of ${number(all)} calls. Run it again: it goes on, and counts nothing twice.`);
  } finally {
    clearInterval(progress);
  }
  console.error(`${number(all)} calls of ${number(clients.length)} clients are there, after ${number((Date.now() - start) / 1000)} s.`);
}

/** Of a call that was not the last one the file says only that it was made, which is an impression. The last one was answered with yes or no. */
async function makeCall(client, call, began) {
  const decision = await decided(client, call, began);
  const type = call < client.calls ? 'impression' : client.accepted ? 'accept' : 'decline';
  await ask('POST', `/api/v1/decisions/${decision}/outcomes`, {offer: OFFER, type, id: 'call'});
}

/** The decision with the offer. One of an earlier run that had none, because the offer was paused then, say, is left alone and another made. */
async function decided(client, call, began) {
  for (let run = 1; ; run++) {
    const answer = await ask('POST', '/api/v1/decisions', question(client, call), {'Idempotency-Key': `${client.id}-${call}-${run}`});
    if (answer.unread || answer.recorded === false) {
      throw new Error(`line ${client.row}, call ${call}: the server's database or journal is away; see its /health/ready`);
    }
    if (offers(answer)) {
      return answer.decision;
    }
    if (Date.parse(answer.at) >= Date.parse(began)) {
      requireOffer(answer, client, call);
    }
  }
}

function question({id, phone}, call) {
  return {customer: [identity(id)], placements: [{id: PLACEMENT}], context: {callNumber: call, ...(phone && {line: phone})}};
}

function offers({placements}) {
  return placements[0].offers.some(({offer}) => offer === OFFER);
}

function requireOffer(answer, {row}, call) {
  if (!offers(answer)) {
    const why = (answer.suppressed ?? []).flatMap(({because}) => because.map(({code}) => code)).join(', ');
    throw new Error(`line ${row}, call ${call}: the server does not offer ${OFFER} (${why || 'no rule proposes it'}); it must run with the rules beside this program, without a cap`);
  }
}

function identity(id) {
  return {namespace: 'customer', id};
}

function number(value) {
  return Math.round(value).toLocaleString('en');
}
