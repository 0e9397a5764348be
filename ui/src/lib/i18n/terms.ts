import { area } from './catalogue';

export const terms = area({
  vi: {
    whatTitle: 'Ứng dụng này là gì',
    what: 'Ví Định Danh giữ danh tính điện tử của bạn trên máy này và giúp người khác kiểm tra danh tính mà bạn xuất trình. Ứng dụng là phần mềm mã nguồn mở, không phải của Bộ Công an và không thay thế ứng dụng định danh của Nhà nước.',
    practice:
      'Bạn đang dùng chế độ thực hành: người, giấy tờ và cơ quan định danh đều là giả định, không có giá trị pháp lý.',
    accountTitle: 'Tài khoản và thiết bị',
    account:
      'Tài khoản có ba mức: tài khoản ứng dụng (mức 0, mới đăng ký), mức 1 (đã đối chiếu thông tin và ảnh) và mức 2 (đã gặp trực tiếp cơ quan định danh). Tài khoản ứng dụng chưa gửi hồ sơ mức 1 sẽ bị xóa sau 3 ngày.',
    device:
      'Mỗi tài khoản hoạt động trên một thiết bị; mỗi người dùng trên máy này là một thiết bị. Kích hoạt ở nơi mới thì nơi cũ mất quyền ngay lúc đó.',
    provesTitle: 'QR code chứng minh điều gì',
    proves:
      'Mã thật chứng minh rằng máy xuất trình giữ khóa mà cơ quan định danh đã gắn với một tài khoản mức 2, và thông tin trong mã là lời của cơ quan đó. Mã có hiệu lực 60 giây; máy kiểm tra chấp nhận thêm 10 giây cho hai đồng hồ lệch nhau.',
    notTitle: 'QR code không chứng minh điều gì',
    not: 'Mã không chứng minh người cầm máy là chủ tài khoản: cán bộ phải đối chiếu khuôn mặt với ảnh chân dung. Mã cũng không chứng minh ứng dụng chưa bị can thiệp, và không ngăn được việc chuyển tiếp trực tiếp một mã trong thời gian nó còn hiệu lực.',
    officerTitle: 'Khi bạn là người kiểm tra',
    officer:
      'Chỉ tài khoản mức 2 mới kiểm tra được mã của người khác. Kết luận nói về mã, không nói về người; chỉ dùng thông tin đọc được cho việc đang giải quyết.',
    yoursTitle: 'Phần của bạn',
    yours:
      'Giữ kín mật khẩu, passcode và mã OTP, không cho người khác dùng ví của mình, và khóa ứng dụng khi rời máy. Không cán bộ nào hỏi những mã này qua điện thoại.',
    lost: 'Sau 10 lần nhập sai, passcode bị xóa; ví chỉ mở lại được bằng cách khôi phục. Mất máy thì hãy báo cơ quan định danh để khóa tài khoản.',
    oursTitle: 'Phần của phần mềm',
    ours: 'Phần mềm được cung cấp nguyên trạng theo giấy phép MIT hoặc Apache-2.0. Những điều nói ở trên là những gì đã được xây dựng và kiểm thử; phần mềm không hứa điều gì khác.',
  },
  en: {
    whatTitle: 'What this app is',
    what: 'Ví Định Danh keeps your electronic identity on this computer and lets others check the identity that you show. It is open-source software, not made by the Ministry of Public Security, and does not replace the State’s identity app.',
    practice:
      'You are in practice mode: people, papers and the identity authority are all made up and have no legal value.',
    accountTitle: 'Accounts and devices',
    account:
      'An account has one of three levels: app account (level 0, just registered), level 1 (data and portrait compared) and level 2 (met in person by the identity authority). An app account that sends no file for level 1 is deleted after 3 days.',
    device:
      'An account is active on one device; each person on this computer is a device. When it is activated in a new place, the old one loses its rights at that moment.',
    provesTitle: 'What a QR code proves',
    proves:
      'A genuine code proves that the device showing it holds the key which the identity authority bound to a level 2 account, and that what the code says is that authority’s word. A code is good for 60 seconds; a checking device allows 10 more for two clocks that disagree.',
    notTitle: 'What a QR code does not prove',
    not: 'It does not prove that whoever holds the device is the owner of the account: the officer compares face and portrait. Nor does it prove that the app was not tampered with, and it cannot stop a code from being passed on live while it is good.',
    officerTitle: 'When you check others',
    officer:
      'Only level 2 accounts can check others’ codes. A verdict speaks of the code, not of the person; use what you read for the matter at hand alone.',
    yoursTitle: 'Your part',
    yours:
      'Keep your password, passcode and one-time codes to yourself, do not let others use your wallet, and lock the app when you leave the computer. No officer ever asks for these codes by phone.',
    lost: 'After 10 wrong entries the passcode is deleted, and the wallet opens again only by recovery. If the computer is lost, have the identity authority lock your account.',
    oursTitle: 'The software’s part',
    ours: 'The software comes as it is, under the MIT or Apache-2.0 licence. What is said above is what was built and tested; nothing else is promised.',
  },
});
