import { area } from './catalogue';

export const home = area({
  vi: { title: 'Trang chủ' },
  en: { title: 'Home' },
});
