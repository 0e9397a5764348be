import { area } from './catalogue';

export const password = area({
  vi: {
    title: 'Đổi mật khẩu',
    hint: 'Mật khẩu dùng để đăng nhập tài khoản. Passcode trên máy này không thay đổi.',
    current: 'Mật khẩu hiện tại',
    new: 'Mật khẩu mới',
    change: 'Đổi mật khẩu',
    wrong: 'Mật khẩu chưa đúng nên chưa thực hiện được. Bạn còn {triesLeft} lần thử.',
    wrongSignIn: 'Mật khẩu chưa đúng nên chưa đăng nhập được. Bạn còn {triesLeft} lần thử. Nếu không nhớ, hãy chọn “Quên mật khẩu?”.',
    wrongCurrent: 'Mật khẩu hiện tại chưa đúng nên chưa đổi được mật khẩu. Bạn còn {triesLeft} lần thử.',
    changed: 'Đã đổi mật khẩu',
    changedHint: 'Từ bây giờ hãy đăng nhập bằng mật khẩu mới. Mọi nơi khác đang đăng nhập đều phải đăng nhập lại.',
  },
  en: {
    title: 'Change password',
    hint: 'You sign in to your account with the password. The passcode on this computer does not change.',
    current: 'Current password',
    new: 'New password',
    change: 'Change password',
    wrong: 'The password is not right, so this was not done. You have {triesLeft} {triesLeft|try|tries} left.',
    wrongSignIn: 'The password is not right, so you are not signed in. You have {triesLeft} {triesLeft|try|tries} left. If you do not remember it, choose “Forgotten password?”.',
    wrongCurrent: 'The current password is not right, so the password was not changed. You have {triesLeft} {triesLeft|try|tries} left.',
    changed: 'Password changed',
    changedHint: 'From now on sign in with the new password. Wherever else you were signed in, you must sign in again.',
  },
});
