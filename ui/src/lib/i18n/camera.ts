import { area } from './catalogue';

/** Of cameras that come and go. */
export const camera = area({
  vi: {
    missing: 'Chưa thấy camera “{missing}” đã chọn, đang dùng “{used}”. Cắm lại thì máy tự chuyển về.',
  },
  en: {
    missing: 'The camera you chose, “{missing}”, is not plugged in; using “{used}”. Plug it in and it is used again.',
  },
});
