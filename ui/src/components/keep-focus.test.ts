import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepFocus } from './keep-focus';

let card: HTMLElement;
let end: ReturnType<typeof keepFocus>;

const button = (name: string) => card.querySelector<HTMLButtonElement>(`#${name}`)!;
/** Observers are told after the present task. */
const told = () => new Promise((done) => setTimeout(done));

beforeEach(() => {
  card = document.createElement('article');
  card.innerHTML = '<button id="first"></button><p><button id="pressed"></button></p><button id="last"></button>';
  document.body.append(card);
  end = keepFocus(card);
});

afterEach(() => {
  end?.();
  card.remove();
});

describe('keepFocus', () => {
  it('gives the focus to the button that came, not to the first of the card', async () => {
    button('pressed').focus();
    card.querySelector('p')!.innerHTML = '<span><button id="come"></button></span>';
    await told();
    expect(document.activeElement).toBe(button('come'));
  });

  it('gives it to the first on the page where several came', async () => {
    button('pressed').focus();
    button('pressed').remove();
    card.insertAdjacentHTML('beforeend', '<button id="below"></button>');
    card.querySelector('p')!.innerHTML = '<button id="above"></button>';
    await told();
    expect(document.activeElement).toBe(button('above'));
  });

  it('takes it from nobody who has gone on elsewhere', async () => {
    button('pressed').focus();
    button('last').focus();
    card.querySelector('p')!.innerHTML = '<button id="come"></button>';
    await told();
    expect(document.activeElement).toBe(button('last'));
  });

  it('waits for the button that comes later', async () => {
    button('pressed').focus();
    button('pressed').remove();
    await told();
    expect(document.activeElement).toBe(document.body);
    card.insertAdjacentHTML('beforeend', '<button id="come"></button>');
    await told();
    expect(document.activeElement).toBe(button('come'));
  });
});
