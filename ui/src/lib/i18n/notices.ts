import { area } from './catalogue';

export const notices = area({
  vi: {
    title: 'Thông báo',
    none: 'Chưa có thông báo nào',
    noneHint: 'Thông báo về tài khoản của bạn sẽ hiện ở đây.',
    activated: 'Tài khoản đã được kích hoạt trên thiết bị này',
    trust: 'Dữ liệu tin cậy đã được cập nhật',
    trustHint: 'Ứng dụng dùng dữ liệu này để kiểm tra QR code khi không có mạng.',
    trustStale: 'Dữ liệu tin cậy đã cũ',
    trustStaleHint: 'Hãy kết nối mạng để cập nhật, nếu không ứng dụng không kết luận được mã là thật.',
    trustAhead: 'Dữ liệu tin cậy ghi ngày sau giờ của máy này',
    trustAheadHint: 'Hãy so đồng hồ của máy với giờ thật và chỉnh lại, nếu không ứng dụng không kết luận được mã là thật.',
    sms: 'Tin nhắn thực hành từ {from}',
  },
  en: {
    title: 'Notices',
    none: 'No notices yet',
    noneHint: 'Notices about your account will appear here.',
    activated: 'The account was activated on this device',
    trust: 'The trust data were updated',
    trustHint: 'The app uses them to check QR codes without a network.',
    trustStale: 'The trust data are old',
    trustStaleHint: 'Connect to the network to update them; until then no code can be called genuine.',
    trustAhead: 'The trust data are dated later than this computer’s time',
    trustAheadHint: 'Compare the clock with the real time and set it right; until then no code can be called genuine.',
    sms: 'Practice message from {from}',
  },
});
