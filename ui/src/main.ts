import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import { inShell, setTransport } from '$lib/ipc/transport';
import App from './App.svelte';

async function open() {
  // Outside the app's window, while developing, a stand-in answers in the shell's place. No package contains it.
  if (import.meta.env.DEV && !inShell()) {
    const { fakeFromAddress } = await import('$lib/ipc/fake-scenes');
    setTransport(fakeFromAddress(location));
  }
  const target = document.getElementById('app');
  if (target !== null) mount(App, { target });
}

void open();
