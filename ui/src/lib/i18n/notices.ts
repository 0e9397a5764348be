import { area } from './catalogue';

export const notices = area({
  vi: {
    title: 'Thông báo',
    none: 'Chưa có thông báo nào',
    noneHint: 'Thông báo về tài khoản của bạn sẽ hiện ở đây.',
    activated: 'Tài khoản đã được kích hoạt trên thiết bị này',
    trust: 'Danh sách tin cậy đã được cập nhật',
    trustHint: 'Ứng dụng dùng danh sách này để kiểm tra mã QR khi không có mạng.',
    trustStale: 'Danh sách tin cậy đã quá hạn',
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
    trust: 'The trust list was updated',
    trustHint: 'The app uses it to check QR codes without a network.',
    trustStale: 'The trust list is out of date',
    trustStaleHint: 'Connect to the network to update it; until then no code can be called genuine.',
    trustAhead: 'The trust data are dated later than this computer’s time',
    trustAheadHint: 'Compare the clock with the real time and set it right; until then no code can be called genuine.',
    sms: 'Practice message from {from}',
  },
});
