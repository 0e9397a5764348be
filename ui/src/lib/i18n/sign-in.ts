import { area } from './catalogue';

export const signIn = area({
  vi: {
    title: 'Đăng nhập',
    hint: 'Dùng số định danh cá nhân và mật khẩu của bạn.',
    password: 'Mật khẩu',
    go: 'Đăng nhập',
    locked: 'Đăng nhập tạm khóa',
    lockedHint: 'Mật khẩu bị nhập sai nhiều lần. Tài khoản của bạn không thay đổi. Hãy chờ, hoặc chọn “Quên mật khẩu?”.',
    wait: 'Thử lại sau {time}',
    waitOver: 'Bạn có thể đăng nhập lại',
    forgotten: 'Quên mật khẩu?',
    activate: 'Kích hoạt',
    register: 'Đăng ký tài khoản',
    change: 'Đổi tài khoản',
    greeting: 'Xin chào',
  },
  en: {
    title: 'Sign in',
    hint: 'Use your citizen number and your password.',
    password: 'Password',
    go: 'Sign in',
    locked: 'Signing in is locked',
    lockedHint: 'The password was entered wrong too many times. Your account has not changed. Wait, or choose “Forgotten password?”.',
    wait: 'Try again in {time}',
    waitOver: 'You can sign in again',
    forgotten: 'Forgotten password?',
    activate: 'Activate',
    register: 'Register an account',
    change: 'Change account',
    greeting: 'Hello',
  },
});
