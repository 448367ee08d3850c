// Prints how often the term deposit was accepted: by segment, and by the number of the call, as tables of Markdown.
//
//   OPPORTUNE_KEY=… node docs/examples/bank-marketing/report.mjs [--break-even 0.02]
import {parseArgs} from 'node:util';
import {ask, run} from './server.mjs';

run(async args => {
  const breakEven = breakEvenOf(args);
  const [segments, calls] = [await figures('segment'), await figures('callNumber')];
  if (calls.length === 0) {
    throw new Error('The server has had no calls in the last 13 weeks; import.mjs makes them');
  }
  table('segment', segments.sort((a, b) => b.acceptance - a.acceptance));
  table('call', calls);
  if (breakEven !== undefined) {
    console.log(advice(calls, breakEven));
  }
});

function breakEvenOf(args) {
  const text = parseArgs({args, options: {'break-even': {type: 'string'}}}).values['break-even'];
  const share = Number(text);
  if (text !== undefined && !(share > 0 && share < 1)) {
    throw new Error(`--break-even is '${text}', and must be a share between 0 and 1, such as 0.02`);
  }
  return text === undefined ? undefined : share;
}

async function figures(by) {
  return (await ask('GET', `/api/v1/reports/offers?by=${by}&campaign=term-deposit&every=all`)).rows.filter(({impressions}) => impressions > 0);
}

function table(what, rows) {
  console.log(`| ${what} | calls | accepted | share | within |\n|---|---|---|---|---|`);
  for (const {of, impressions, accepts, acceptance, acceptanceWithin: [lower, upper]} of rows) {
    console.log(`| ${of} | ${impressions.toLocaleString('en')} | ${accepts.toLocaleString('en')} | ${percent(acceptance)} | ${percent(lower)} to ${percent(upper)} |`);
  }
  console.log();
}

/** The first number whose share is below break-even with its bounds, if none after it is above with its own. */
function advice(calls, breakEven) {
  const first = calls.find(({acceptanceWithin: [, upper]}, index) => upper < breakEven && calls.slice(index).every(({acceptanceWithin: [lower]}) => lower < breakEven));
  return first === undefined
    ? `No number of the call is surely below ${percent(breakEven)}.`
    : `Call ${first.of} is surely below ${percent(breakEven)} (at most ${percent(first.acceptanceWithin[1])}), and no later one is shown to reach it.`;
}

function percent(share) {
  return `${(100 * share).toFixed(2)} %`;
}
