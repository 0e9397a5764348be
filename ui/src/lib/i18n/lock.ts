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
    itself: 'Ứng dụng đã tự khóa',
    stopped_access: 'Bạn đã được đăng xuất để người khác không dùng được tài khoản của bạn. Tài khoản không thay đổi; hãy đăng nhập lại.',
    stopped_journey: 'Việc đang làm dở đã dừng để người khác không làm tiếp thay bạn. Các bước vừa làm không còn; tài khoản đã có, nếu có, không thay đổi. Hãy bắt đầu lại.',
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
    itself: 'The app has locked by itself',
    stopped_access: 'You were signed out so that nobody else can use your account. It has not changed; please sign in again.',
    stopped_journey: 'What was under way has stopped so that nobody else can go on in your place. Its steps are gone; an account that you have has not changed. Please begin again.',
  },
});
