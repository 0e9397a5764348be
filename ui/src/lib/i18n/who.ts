import { area } from './catalogue';

export const who = area({
  vi: {
    title: 'Ai đang dùng máy này?',
    intro: 'Mỗi người có ví riêng, khóa bằng passcode riêng.',
    nameless: 'Chưa đọc được tên',
    namelessHint: 'Tên hiện khi kho khóa của máy được mở.',
    activating: 'Đang kích hoạt dở',
    activatingHint: 'Tên hiện khi kích hoạt xong.',
    inUse: 'Đang mở ở cửa sổ khác',
    unread: 'Có thông báo mới',
    add: 'Thêm người dùng',
    change: 'Đổi người dùng',
  },
  en: {
    title: 'Who is using this computer?',
    intro: 'Everyone has a wallet of their own, locked with a passcode of their own.',
    nameless: 'The name cannot be read yet',
    namelessHint: 'It shows once the computer’s keystore is open.',
    activating: 'An activation is under way',
    activatingHint: 'The name shows once it is complete.',
    inUse: 'Open in another window',
    unread: 'New notices',
    add: 'Add a person',
    change: 'Change person',
  },
});
