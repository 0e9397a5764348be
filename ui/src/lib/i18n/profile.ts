import { area } from './catalogue';

export const profile = area({
  vi: { title: 'Cá nhân' },
  en: { title: 'Profile' },
});
