import '../styles/fonts.css';
import '../styles/tokens.css';
import '../styles/base.css';
import { mount } from 'svelte';
import Desk from './Desk.svelte';

const target = document.getElementById('app');
if (target !== null) mount(Desk, { target });
