import { area } from './catalogue';

export const code = area({
  vi: { title: 'Mã QR định danh' },
  en: { title: 'Identification QR code' },
});
