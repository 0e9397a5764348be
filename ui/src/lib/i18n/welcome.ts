import { area } from './catalogue';

export const welcome = area({
  vi: {
    title: 'Ví Định Danh',
    hello: 'Chào mừng bạn',
    lead: 'Giấy tờ của bạn, trong tay bạn.',
    point1: 'Kích hoạt tài khoản định danh điện tử trên máy này',
    point2: 'Tạo QR code 60 giây để chứng minh ứng dụng là thật',
    point3: 'Cán bộ quét là biết thật hay giả, không cần mạng',
    activate: 'Kích hoạt tài khoản định danh điện tử',
    register: 'Đăng ký tài khoản',
    signIn: 'Đăng nhập',
    choosePersona: 'Chọn nhân vật thực hành',
    independent: 'Ứng dụng độc lập, không phải ứng dụng của cơ quan nhà nước.',
    software: 'Mức bảo vệ: phần mềm',
    softwareHint: 'Máy này không có kho khóa của hệ điều hành. Khóa được giữ trong một tệp chỉ tài khoản của bạn đọc được: ai chép được cả ổ đĩa có thể dò passcode.',
  },
  en: {
    title: 'Ví Định Danh',
    hello: 'Welcome',
    lead: 'Your papers, in your own hands.',
    point1: 'Activate your electronic identity account on this computer',
    point2: 'Make a 60-second QR code that proves the app is genuine',
    point3: 'An officer scans it and knows at once, even offline',
    activate: 'Activate electronic identity account',
    register: 'Register an account',
    signIn: 'Sign in',
    choosePersona: 'Choose a practice person',
    independent: 'An independent app; it is not made by a state agency.',
    software: 'Protection level: software',
    softwareHint: 'This computer has no system keystore. The key lies in a file that only your account can read: whoever copies the whole disk can try out passcodes.',
  },
});
