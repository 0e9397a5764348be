import { area } from './catalogue';

export const shield = area({
  vi: {
    never: 'Không cán bộ nào tự gọi điện, nhắn tin hay gọi video cho bạn để hỏi mã này.',
    seenTitle: 'Có thể có người đang xem màn hình này từ xa',
    runs: '{programs} đang chạy trên máy này.',
    remote: 'Máy này đang được dùng từ một máy khác.',
    what: 'Nếu có người gọi điện bảo bạn mở chương trình đó: hãy tắt mã, ngắt mạng và gác máy. Người đó không phải cán bộ.',
    bright: 'Tăng độ sáng',
    usual: 'Độ sáng thường',
    cannot: 'Máy này không cho ứng dụng chỉnh độ sáng. Hãy tăng bằng phím hoặc nút chỉnh độ sáng của máy.',
  },
  en: {
    never: 'No officer ever phones, writes or video-calls you to ask for this code.',
    seenTitle: 'Somebody may be watching this screen from afar',
    runs: 'Running on this computer: {programs}.',
    remote: 'This computer is being used from another one.',
    what: 'If somebody on the phone told you to open that program: put the code away, disconnect and hang up. That person is no officer.',
    bright: 'Brighter',
    usual: 'Usual brightness',
    cannot: 'This computer does not let the app set the brightness. Use the computer’s own key or control for it.',
  },
});
