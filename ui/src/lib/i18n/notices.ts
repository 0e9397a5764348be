import { area } from './catalogue';

export const notices = area({
  vi: {
    title: 'Thông báo',
    none: 'Chưa có thông báo nào',
    noneHint: 'Thông báo về tài khoản của bạn sẽ hiện ở đây.',
    activated: 'Tài khoản đã được kích hoạt trên thiết bị này',
    sms: 'Tin nhắn thực hành từ {from}',
  },
  en: {
    title: 'Notices',
    none: 'No notices yet',
    noneHint: 'Notices about your account will appear here.',
    activated: 'The account was activated on this device',
    sms: 'Practice message from {from}',
  },
});
