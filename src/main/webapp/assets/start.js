import {texts} from './texts.js';

const AGAIN_MS = 4000;
const at = id => document.getElementById(id);
const language = chosenLanguage();
const t = texts[language];

translate();
offerCopy();
ask();

/** What the address asks for, else the first of the browser's languages that this page speaks. */
function chosenLanguage() {
  const asked = new URLSearchParams(location.search).get('lang');
  const wanted = [asked, ...navigator.languages].filter(Boolean).map(tag => tag.toLowerCase().split('-')[0]);
  return wanted.map(tag => (tag === 'iw' ? 'he' : tag)).find(tag => Object.hasOwn(texts, tag)) ?? 'en';
}

function translate() {
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'he' ? 'rtl' : 'ltr';
  for (const element of document.querySelectorAll('[data-t]')) {
    element.textContent = t[element.dataset.t];
  }
  document.querySelector('[data-label]').setAttribute('aria-label', t.language);
  for (const link of document.querySelectorAll('.languages a')) {
    if (link.lang === language) {
      link.setAttribute('aria-current', 'true');
    }
  }
  at('example').textContent = at('example').textContent.replace('http://localhost:8080', location.origin);
}

function offerCopy() {
  if (!navigator.clipboard) {
    return;
  }
  at('copy').hidden = false;
  at('copy').addEventListener('click', async () => {
    await navigator.clipboard.writeText(at('example').textContent);
    at('copy').textContent = t.copied;
    setTimeout(() => { at('copy').textContent = t.copy; }, 2000);
  });
}

async function ask() {
  try {
    const answer = await fetch('api/v1/about', {headers: {Accept: 'application/json'}});
    if (!answer.ok) {
      throw new Error(`status ${answer.status}`);
    }
    show(await answer.json());
  } catch (failure) {
    console.warn('the server did not say what runs here:', failure.message);
    warn(t.noAnswer);
    setTimeout(ask, AGAIN_MS);
  }
}

function show(about) {
  at('facts').hidden = false;
  at('version').textContent = about.version;
  at('since').dateTime = about.startedAt;
  at('since').textContent = new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeStyle: 'short'}).format(new Date(about.startedAt));
  if (!about.rulebook) {
    at('rulebook').textContent = at('release').textContent = at('locales').textContent = '–';
    warn(t.noRules);
    setTimeout(ask, AGAIN_MS);
    return;
  }
  at('state').replaceChildren();
  const rulebook = about.rulebook;
  at('rulebook').textContent = rulebook.name;
  at('release').textContent = rulebook.release.slice(0, 12);
  at('release').title = rulebook.release;
  const names = new Intl.DisplayNames([language], {type: 'language'});
  at('locales').textContent = rulebook.locales.map(tag => names.of(tag)).join(', ');
  at('life').hidden = rulebook.stages.length === 0;
  at('stages').replaceChildren(...rulebook.stages.map(stage => chip(stage, rulebook.defaultLocale)));
}

/** The colour is a spot beside the text, so the text has its contrast whatever the rulebook's colour. */
function chip(stage, defaultLocale) {
  const item = document.createElement('li');
  const swatch = document.createElement('span');
  swatch.className = 'swatch';
  swatch.setAttribute('aria-hidden', 'true');
  swatch.style.setProperty('--stage', stage.colour);
  const label = document.createElement('span');
  const locale = language in stage.label ? language : defaultLocale;
  label.lang = locale;
  label.textContent = stage.label[locale] ?? stage.id;
  item.append(swatch, label);
  return item;
}

function warn(text) {
  const warning = document.createElement('p');
  warning.className = 'warning';
  warning.textContent = text;
  at('state').replaceChildren(warning);
}
