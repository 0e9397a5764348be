import { area } from './catalogue';

export const lock = area({
  vi: {
    greeting: 'Xin chào',
    hint: 'Nhập passcode để mở khóa',
    unlocking: 'Đang mở khóa…',
    triesLeft: 'Còn {count} lần thử trước khi passcode bị xóa',
    wait: 'Thử lại sau {time}',
    waitHint: 'Bạn đã nhập sai nhiều lần.',
    waitOver: 'Bạn có thể nhập passcode',
    other: 'Kích hoạt tài khoản khác',
    pendingHint: 'Nhập passcode vừa đặt để tiếp tục kích hoạt',
    pending: 'Kích hoạt lại từ đầu',
  },
  en: {
    greeting: 'Hello',
    hint: 'Enter your passcode to unlock',
    unlocking: 'Unlocking…',
    triesLeft: '{count} {count|try|tries} left before the passcode is deleted',
    wait: 'Try again in {time}',
    waitHint: 'Too many wrong entries.',
    waitOver: 'You can enter the passcode',
    other: 'Activate another account',
    pendingHint: 'Enter the passcode just chosen to go on with the activation',
    pending: 'Start the activation again',
  },
});
