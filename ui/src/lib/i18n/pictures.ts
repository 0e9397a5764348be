import { area } from './catalogue';

/** Of several pictures that are checked in turn. */
export const pictures = area({
  vi: {
    title: 'Kiểm tra nhiều ảnh',
    progress: 'Đã kiểm tra {done} trên {all} ảnh',
    tooMany: 'Chỉ kiểm tra {most} ảnh đầu trong {given} ảnh đã chọn. Hãy chọn tiếp phần còn lại sau.',
    stop: 'Dừng',
    stopped: 'Chưa kiểm tra',
    waiting: 'Đang chờ',
    none: 'Không có kết luận',
    toList: 'Về danh sách ảnh',
  },
  en: {
    title: 'Check several pictures',
    progress: '{done} of {all} pictures checked',
    tooMany: 'Only the first {most} of the {given} pictures are checked. Choose the others afterwards.',
    stop: 'Stop',
    stopped: 'Not checked',
    waiting: 'Waiting',
    none: 'No verdict',
    toList: 'Back to the pictures',
  },
});
