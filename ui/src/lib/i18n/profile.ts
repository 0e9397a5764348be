import { area } from './catalogue';

export const profile = area({
  vi: {
    title: 'Cá nhân',
    number: 'Số định danh',
    numberShow: 'Hiện số định danh',
    numberHide: 'Ẩn số định danh',
    phone: 'Điện thoại',
    security: 'Bảo mật',
    signIn: 'Cài đặt đăng nhập',
    signInWhat: 'Tự động khóa, ngôn ngữ, giao diện, cỡ chữ',
    passcode: 'Đổi passcode',
    codeSwitch: 'Xác minh ứng dụng qua QR code',
    codeSwitchWhat: 'Cho phép tạo QR code định danh điện tử để cán bộ kiểm tra ứng dụng này là thật.',
    codeSwitchLevelOne:
      'Dành cho tài khoản mức 2. Tài khoản mức 1 chưa được đối chiếu trực tiếp tại cơ quan định danh, nên mã chỉ chia sẻ dữ liệu.',
    codeSwitchStanding: 'Không bật được lúc này. {status}.',
    switchedOn: 'Đã bật xác minh ứng dụng. Bạn có thể tạo mã ở Trang chủ.',
    switchedOff: 'Đã tắt xác minh ứng dụng.',
    appGroup: 'Ứng dụng',
    lockNow: 'Khóa ngay',
    terms: 'Điều khoản sử dụng ứng dụng và dịch vụ',
    about: 'Ví Định Danh, phiên bản {version}',
    termsWhatTitle: 'Ứng dụng này là gì',
    termsWhat:
      'Ví Định Danh giữ danh tính điện tử của bạn trên máy này và giúp người khác kiểm tra danh tính mà bạn xuất trình. Ứng dụng không phải của Bộ Công an và không thay thế ứng dụng định danh của Nhà nước.',
    termsPractice:
      'Bạn đang dùng chế độ thực hành: người, giấy tờ và cơ quan định danh đều là giả định, không có giá trị pháp lý.',
    termsProvesTitle: 'QR code chứng minh điều gì',
    termsProves:
      'Mã thật chứng minh rằng máy xuất trình giữ khóa mà cơ quan định danh đã gắn với một tài khoản mức 2, và thông tin trong mã là lời của cơ quan đó. Mã có hiệu lực 60 giây; máy kiểm tra chấp nhận thêm 10 giây cho hai đồng hồ lệch nhau.',
    termsNotTitle: 'QR code không chứng minh điều gì',
    termsNot:
      'Mã không chứng minh người cầm máy là chủ tài khoản: cán bộ phải đối chiếu khuôn mặt với ảnh chân dung. Mã cũng không chứng minh ứng dụng chưa bị can thiệp, và không ngăn được việc chuyển tiếp trực tiếp một mã trong thời gian nó còn hiệu lực.',
    termsDataTitle: 'Dữ liệu của bạn',
    termsData:
      'Dữ liệu nằm trong một tệp đã mã hóa trên máy này. Kẻ chỉ chép được tệp sẽ không mở được nếu thiếu kho khóa của máy và passcode của bạn. Phần mềm độc hại chạy khi ví đang mở nằm ngoài khả năng bảo vệ của ứng dụng.',
    termsDataSoftware:
      'Máy này không có kho khóa của hệ điều hành, nên khóa của ví nằm trong một tệp của máy: mức bảo vệ là “phần mềm”.',
    termsCameraTitle: 'Camera và hình ảnh',
    termsCamera:
      'Hình từ camera và tệp ảnh chỉ dùng để đọc mã ngay trên máy này, không được lưu lại hay gửi đi.',
    termsYoursTitle: 'Phần của bạn',
    termsYours:
      'Giữ kín passcode và mã OTP, không cho người khác dùng ví của mình, và khóa ứng dụng khi rời máy. Sau 10 lần nhập sai, passcode bị xóa.',
  },
  en: {
    title: 'Profile',
    number: 'Citizen number',
    numberShow: 'Show the citizen number',
    numberHide: 'Hide the citizen number',
    phone: 'Phone',
    security: 'Security',
    signIn: 'Sign-in settings',
    signInWhat: 'Automatic lock, language, appearance, text size',
    passcode: 'Change passcode',
    codeSwitch: 'Prove the app by QR code',
    codeSwitchWhat:
      'Lets you make identification QR codes, so that an officer can check that this app is genuine.',
    codeSwitchLevelOne:
      'For accounts of level 2. A level 1 account was not yet checked in person by the identity authority, so its code only shares data.',
    codeSwitchStanding: 'It cannot be turned on now. {status}.',
    switchedOn: 'App check is on. You can make a code on Home.',
    switchedOff: 'App check is off.',
    appGroup: 'App',
    lockNow: 'Lock now',
    terms: 'Terms of use of the app and its services',
    about: 'Ví Định Danh, version {version}',
    termsWhatTitle: 'What this app is',
    termsWhat:
      'Ví Định Danh keeps your electronic identity on this computer and lets others check the identity that you show. It is not made by the Ministry of Public Security and does not replace the State’s identity app.',
    termsPractice:
      'You are in practice mode: people, papers and the identity authority are all made up and have no legal value.',
    termsProvesTitle: 'What a QR code proves',
    termsProves:
      'A genuine code proves that the device showing it holds the key which the identity authority bound to a level 2 account, and that what the code says is that authority’s word. A code is good for 60 seconds; a checking device allows 10 more for two clocks that disagree.',
    termsNotTitle: 'What a QR code does not prove',
    termsNot:
      'It does not prove that whoever holds the device is the owner of the account: the officer compares face and portrait. Nor does it prove that the app was not tampered with, and it cannot stop a code from being passed on live while it is good.',
    termsDataTitle: 'Your data',
    termsData:
      'Your data lie in one encrypted file on this computer. Whoever only copies the file cannot open it without this computer’s keystore and your passcode. Malicious software that runs while the wallet is open is beyond what the app can protect against.',
    termsDataSoftware:
      'This computer has no system keystore, so the wallet’s key lies in a file on it: the protection level is “software”.',
    termsCameraTitle: 'Camera and pictures',
    termsCamera:
      'Camera pictures and picture files are used only to read a code on this computer. They are neither kept nor sent.',
    termsYoursTitle: 'Your part',
    termsYours:
      'Keep your passcode and one-time codes to yourself, do not let others use your wallet, and lock the app when you leave the computer. After 10 wrong entries the passcode is deleted.',
  },
});
