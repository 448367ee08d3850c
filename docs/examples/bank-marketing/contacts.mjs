// Reads bank-full.csv, plain or gzip: a line is a client, how often they were called in this campaign, and what came of the last call.
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';

const MOST_TOLD = 10;

const jobs = {
  'admin.': 'administration', 'blue-collar': 'blueCollar', entrepreneur: 'entrepreneur', housemaid: 'housemaid', management: 'management', retired: 'retired',
  'self-employed': 'selfEmployed', services: 'services', student: 'student', technician: 'technician', unemployed: 'unemployed', unknown: null,
};
const educations = {primary: 'primary', secondary: 'secondary', tertiary: 'tertiary', unknown: null};
const outcomes = {success: 'success', failure: 'failure', other: 'other', unknown: null};
const phones = {cellular: 'mobile', telephone: 'landline', unknown: null};
const yesOrNo = {yes: true, no: false};

/** Column by column what is read. There is no `duration`: it is known only when the call is over, and calls that last end well. */
const attributes = {
  age: ['age', whole(0, 150)],
  job: ['job', one(jobs)],
  marital: ['marital', one({divorced: 'divorced', married: 'married', single: 'single'})],
  education: ['education', one(educations)],
  balance: ['balance', whole(-1e9, 1e9)],
  inDefault: ['default', one(yesOrNo)],
  housingLoan: ['housing', one(yesOrNo)],
  personalLoan: ['loan', one(yesOrNo)],
  previousCalls: ['previous', whole(0, 10_000)],
  daysSincePreviousCall: ['pdays', whole(0, 100_000, {'-1': null})],
  previousOutcome: ['poutcome', one(outcomes)],
};
const campaign = {phone: ['contact', one(phones)], calls: ['campaign', whole(1, 1_000)], accepted: ['y', one(yesOrNo)]};

/** All clients of the file, or an Error that names the lines that are wrong. What is unknown is null. */
export function readClients(file) {
  const bytes = readFileSync(file);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
  const rows = text.split(/\r?\n/);
  const names = cells(rows[0]);
  const missing = [...Object.values(attributes), ...Object.values(campaign)].map(([column]) => column).filter(column => !names.includes(column));
  if (missing.length > 0) {
    throw new Error(`${file} has no column ${missing.map(column => `'${column}'`).join(', ')}; bank-full.csv is wanted, separated by semicolons, with its line of names`);
  }
  const mistakes = [];
  const clients = [];
  const prefix = createHash('sha256').update(text).digest('hex').slice(0, 8);
  rows.slice(1).forEach((text, index) => {
    if (text.trim() !== '') {
      const row = index + 2;
      const client = read(text, names, message => mistakes.push(`line ${row}: ${message}`));
      clients.push({id: `${prefix}-${row}`, row, ...client});
    }
  });
  if (mistakes.length > 0) {
    const more = mistakes.length > MOST_TOLD ? `\n… and ${mistakes.length - MOST_TOLD} more` : '';
    throw new Error(`${file} cannot be imported; nothing was sent:\n${mistakes.slice(0, MOST_TOLD).join('\n')}${more}`);
  }
  if (clients.length === 0) {
    throw new Error(`${file} has no clients`);
  }
  return clients;
}

function read(text, names, wrong) {
  const found = cells(text);
  if (found.length !== names.length) {
    wrong(`has ${found.length} cells, and the file ${names.length} columns`);
    return {};
  }
  const value = ([column, reader]) => {
    const cell = found[names.indexOf(column)];
    const known = reader(cell);
    if (known === undefined) {
      wrong(`${column} is '${cell.slice(0, 40)}', and must be ${reader.wanted}`);
    }
    return known;
  };
  const all = columns => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, value(column)]));
  return {attributes: all(attributes), ...all(campaign)};
}

/** No cell of this file holds a semicolon, a quotation mark or a line's end. */
function cells(text) {
  return text.split(';').map(cell => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function one(values) {
  const reader = text => Object.hasOwn(values, text) ? values[text] : undefined;
  reader.wanted = `one of ${Object.keys(values).join(', ')}`;
  return reader;
}

/** A number, or one of `signs`, which mean something else. */
function whole(least, most, signs = {}) {
  const isOne = text => /^-?\d{1,12}$/.test(text) && Number(text) >= least && Number(text) <= most;
  const reader = text => Object.hasOwn(signs, text) ? signs[text] : isOne(text) ? Number(text) : undefined;
  reader.wanted = [...Object.keys(signs), `a whole number from ${least} to ${most}`].join(' or ');
  return reader;
}
