import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import Carousel from './Carousel.svelte';

const view = (text: string) => createRawSnippet(() => ({ render: () => `<p>${text}</p>` }));
const cards = [
  { name: 'Một', view: view('thẻ một') },
  { name: 'Hai', view: view('thẻ hai') },
];

function shown() {
  const rendered = render(Carousel, { label: 'Các mã', cards });
  const track = rendered.container.querySelector('.track') as HTMLDivElement;
  Object.defineProperty(track, 'clientWidth', { value: 400 });
  return { ...rendered, track };
}

const pressed = () => screen.getAllByRole('button').map((name) => name.getAttribute('aria-pressed'));

describe('Carousel', () => {
  it('names the card that was swiped to', async () => {
    const { track } = shown();
    track.scrollLeft = 390;
    await fireEvent.scroll(track);
    expect(pressed()).toEqual(['false', 'true']);
  });

  it('keeps to the card that was asked for while others pass by', async () => {
    const { track } = shown();
    await fireEvent.click(screen.getByRole('button', { name: 'Hai' }));
    track.scrollLeft = 120;
    await fireEvent.scroll(track);
    expect(pressed()).toEqual(['false', 'true']);
  });

  it('bears the end of a scroll that comes after it left the page', () => {
    const { track, unmount } = shown();
    const failed = vi.fn();
    window.addEventListener('error', failed);
    unmount();
    track.dispatchEvent(new Event('scroll'));
    window.removeEventListener('error', failed);
    expect(failed).not.toHaveBeenCalled();
  });
});
