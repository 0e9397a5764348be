import { area } from './catalogue';

/** Of barcode scanners that type like a keyboard, and what else there is besides this computer's webcam. */
export const scanner = area({
  vi: {
    inputMethodTitle: 'Tắt bộ gõ tiếng Việt rồi quét lại',
    inputMethod:
      'Bộ gõ đã đổi chữ của mã (DD1 thành Đ1) nên chưa kiểm tra gì. Chuyển sang bàn phím tiếng Anh, hoặc tắt Unikey, rồi quét lại.',
    otherWays: 'Không dùng webcam?',
    usb: 'Máy quét mã cắm cổng USB: cứ quét, không cần bấm vào đâu trước. Máy loại này không gõ được chữ có dấu: thẻ căn cước thì đưa trước camera.',
    phone: 'Điện thoại làm webcam: cắm vào máy, mở ứng dụng webcam trên điện thoại rồi chọn tên của nó ở mục Camera.',
    part: 'Chọn một phần màn hình',
    partWaits: 'Đang chờ chọn vùng…',
    partHint: 'Công dân tự gọi video đến: bấm nút dưới đây rồi khoanh vùng có mã. Đừng gọi cho công dân để hỏi mã. Trên Windows, khoanh xong thì dán bằng Ctrl + V. Ứng dụng không tự xem màn hình của bạn.',
    many: 'Nhiều ảnh: bấm “Chọn tệp ảnh hoặc giấy tờ” rồi chọn tất cả một lần.',
  },
  en: {
    inputMethodTitle: 'Turn the Vietnamese input method off and scan again',
    inputMethod:
      'The input method changed the code’s letters (DD1 into Đ1), so nothing was checked. Switch to an English keyboard, or turn Unikey off, and scan again.',
    otherWays: 'No webcam at hand?',
    usb: 'A USB barcode scanner: just scan, nothing has to be clicked first. Such a scanner cannot type letters with marks: hold an identity card before the camera.',
    phone: 'A phone as a webcam: plug it in, open its webcam app and choose its name under Camera.',
    part: 'Choose a part of the screen',
    partWaits: 'Waiting for your choice…',
    partHint: 'A citizen video-calls you: press the button below and draw a frame around the code. Never call a citizen to ask for a code. On Windows, then paste it with Ctrl + V. The app does not look at your screen by itself.',
    many: 'Several pictures: press “Choose a picture or a paper’s file” and choose them all at once.',
  },
});
