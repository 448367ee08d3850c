// What a person sees: the start page and the API documentation, in a real browser, against the server that OPPORTUNE_URL names.
import {AxeBuilder} from '@axe-core/playwright';
import {chromium} from 'playwright-core';
import assert from 'node:assert/strict';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';

const url = process.env.OPPORTUNE_URL;
const key = process.env.OPPORTUNE_KEY;
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
let context;

before(async () => {
  context = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'opportune-e2e-')), {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: flags,
    viewport: {width: 1280, height: 800},
    reducedMotion: 'reduce',
  });
});

after(() => context?.close());

async function open(path) {
  const page = await context.newPage();
  const complaints = [];
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  await page.goto(url + path);
  return {page, complaints};
}

async function violations(page) {
  const {violations} = await new AxeBuilder({page}).analyze();
  return violations.map(violation => `${violation.id}: ${violation.nodes.map(node => node.target).join(', ')}`);
}

describe('the start page', () => {
  test('says what runs and shows the stages', async () => {
    const {page, complaints} = await open('/?lang=en');
    await page.locator('#stages li').first().waitFor();
    assert.equal(await page.locator('#stages li').count(), 9);
    assert.match(await page.locator('#rulebook').textContent(), /\S/);
    assert.match(await page.locator('#release').textContent(), /^[0-9a-f]{8,}/);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  test('has an example that works when it is pasted', async () => {
    const {page} = await open('/?lang=en');
    const example = await page.locator('#example').textContent();
    const body = example.match(/-d '([^']*)'/)[1];
    const address = example.match(/curl (\S+)/)[1];
    const answer = await fetch(address, {method: 'POST', headers: {Authorization: `Bearer ${key}`, 'Content-Type': 'application/json'}, body});
    assert.equal(answer.status, 200);
    assert.ok((await answer.json()).placements[0].offers.length > 0);
    await page.close();
  });

  for (const [language, direction] of [['en', 'ltr'], ['fi', 'ltr'], ['he', 'rtl']]) {
    test(`is accessible and runs ${direction} in ${language}`, async () => {
      const {page} = await open(`/?lang=${language}`);
      await page.locator('#stages li').first().waitFor();
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      assert.equal(await page.locator('html').getAttribute('dir'), direction);
      assert.deepEqual(await violations(page), []);
      await page.close();
    });
  }

  test('fits a phone without scrolling sideways', async () => {
    const {page} = await open('/?lang=he');
    await page.setViewportSize({width: 360, height: 740});
    await page.locator('#stages li').first().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${overflow} pixels too wide`);
    await page.close();
  });

  test('is reached by keyboard alone', async () => {
    const {page} = await open('/?lang=en');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    const reached = new Set();
    for (let i = 0; i < 25; i++) {
      await page.keyboard.press('Tab');
      reached.add(await page.evaluate(() => document.activeElement.getAttribute('href') ?? document.activeElement.id));
    }
    for (const target of ['?lang=he', 'api-docs/', 'health', 'metrics']) {
      assert.ok(reached.has(target), `${target} is not reached; reached: ${[...reached]}`);
    }
    await page.close();
  });
});

describe('the API documentation', () => {
  test('shows the operations under our own content security policy', async () => {
    const {page, complaints} = await open('/api-docs/');
    await page.getByText('/api/v1/decisions', {exact: false}).first().waitFor();
    assert.deepEqual(complaints, []);
    await page.close();
  });
});
