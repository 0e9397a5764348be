import { area } from './catalogue';

export const privacy = area({
  vi: {
    hereTitle: 'Lưu gì trên máy này',
    here: 'Ứng dụng không có máy chủ riêng, không quảng cáo, không đo đạc hành vi. Dữ liệu nằm trong thư mục của người dùng hệ điều hành này:',
    vaultWhat: 'Tài khoản, giấy tờ, khóa và chứng thực',
    vaultWhere:
      'Trong một cơ sở dữ liệu mã hóa cho mỗi người. Kẻ chỉ chép được tệp sẽ không mở được nếu thiếu kho khóa của máy và passcode của bạn, hoặc cả hai câu trả lời bảo mật cùng phần khóa khôi phục do cơ quan định danh giữ. Phần mềm độc hại chạy khi ví đang mở nằm ngoài khả năng bảo vệ của ứng dụng.',
    secretWhat: 'Bí mật của thiết bị',
    secretWhere: 'Trong kho khóa của hệ điều hành.',
    secretSoftwareWhere:
      'Máy này không có kho khóa của hệ điều hành, nên bí mật nằm trong một tệp chỉ bạn đọc được: mức bảo vệ là “phần mềm”.',
    settingsWhat: 'Cài đặt (ngôn ngữ, cỡ chữ, camera đã chọn)',
    settingsWhere: 'Trong một tệp không mã hóa, không chứa thông tin cá nhân.',
    logWhat: 'Nhật ký của chương trình',
    logWhere: 'Giữ 7 ngày: chỉ có mã lỗi và vị trí trong chương trình, không có tên hay số của ai.',
    webviewWhat: 'Cửa sổ hiển thị',
    webviewWhere: 'Chạy ở chế độ riêng tư, không lưu trang nào, không tải nội dung từ mạng.',
    authorityTitle: 'Cơ quan định danh biết gì',
    authority:
      'Cơ quan định danh giữ số định danh, số điện thoại, e-mail (nếu có), nơi thường trú bạn khai và ảnh trong hồ sơ mức 1, mức và trạng thái tài khoản, tên và lần dùng cuối của thiết bị đang liên kết và của các thiết bị trước đó, thông báo gửi cho bạn trong một năm, việc đã nhắn tin SMS cho bạn trong 7 ngày, nhật ký những việc làm ở quầy với tài khoản, bản băm của mật khẩu và của các câu trả lời bảo mật, và một phần khóa khôi phục mà riêng nó không mở được ví. Cơ quan không biết bạn tạo mã nào, cho ai xem, lúc nào.',
    authorityPractice:
      'Ở chế độ thực hành, cơ quan định danh chạy ngay trong máy này với dân cư giả định, và dữ liệu của nó không mã hóa, kể cả nội dung tin nhắn SMS thực hành. Chỉ ảnh chân dung bạn chụp cho hồ sơ mức 1 là của người thật: ảnh nằm không mã hóa trong thư mục của cơ quan định danh thực hành trên máy này, ít nhất đến khi hồ sơ được duyệt hay bị trả lại.',
    shownTitle: 'Khi bạn xuất trình mã',
    shown:
      'Người quét đọc được đúng những mục của kiểu mã bạn chọn. Mỗi kiểu dùng khóa riêng, nhưng các lần xuất trình cùng một kiểu có thể bị nhận ra là của cùng một tài khoản.',
    checkTitle: 'Khi bạn kiểm tra mã',
    check:
      'Ví nhớ dấu vết một chiều của mã đã quét đến một ngày sau khi mã hết hạn, để không tính một mã hai lần. Bàn thuộc một nhóm báo cho các bàn cùng nhóm dấu của mã, đã niêm phong bằng khóa của nhóm. Tên và ảnh của người được kiểm tra không được lưu.',
    cameraTitle: 'Camera và hình ảnh',
    camera:
      'Hình từ camera và tệp ảnh dùng để đọc mã ngay trên máy này, không được lưu lại hay gửi đi. Riêng ảnh chân dung mà bạn chụp cho hồ sơ mức 1 được gửi tới cơ quan định danh khi bạn xác nhận.',
    networkTitle: 'Qua mạng',
    network:
      'Ứng dụng chỉ nói chuyện với cơ quan định danh. Kiểm tra mã không cần mạng.',
    goneTitle: 'Xóa dữ liệu',
    gone: 'Kích hoạt tài khoản khác cho cùng một người dùng sẽ xóa dữ liệu cũ trên máy này. Gỡ ứng dụng không xóa thư mục dữ liệu: hãy xóa thư mục đó nếu bạn không dùng nữa.',
  },
  en: {
    hereTitle: 'What is stored on this computer',
    here: 'The app has no server of its own, shows no advertising and measures nobody. The data lie in the folder of this user of the computer:',
    vaultWhat: 'Account, papers, keys and credentials',
    vaultWhere:
      'In one encrypted database for each person. Whoever only copies the file cannot open it without this computer’s keystore and your passcode, or both security answers and the part of the recovery key that the identity authority keeps. Malicious software that runs while the wallet is open is beyond what the app can protect against.',
    secretWhat: 'The device’s secret',
    secretWhere: 'In the system’s keystore.',
    secretSoftwareWhere:
      'This computer has no system keystore, so the secret lies in a file that only you can read: the protection level is “software”.',
    settingsWhat: 'Settings (language, text size, the chosen camera)',
    settingsWhere: 'In a file that is not encrypted and holds nothing personal.',
    logWhat: 'The program’s log',
    logWhere: 'Kept for 7 days: codes of errors and places in the program, nobody’s name or number.',
    webviewWhat: 'The window',
    webviewWhere: 'Browses in private, keeps no page and loads nothing from the network.',
    authorityTitle: 'What the identity authority knows',
    authority:
      'The authority keeps citizen number, phone number, e-mail (where given), the residence you typed and the portrait of the level 1 file, level and state of the account, name and last use of the bound device and of those before it, a year of the notices to you, for 7 days that text messages went to you, the desk’s log of what was done with the account, hashes of the password and of the security answers, and a part of the recovery key that opens no wallet by itself. It does not know which codes you make, for whom or when.',
    authorityPractice:
      'In practice mode the authority runs inside this computer with a made-up population, and its data are not encrypted, the words of practice text messages included. Only the portrait that you take for a level 1 file is of a real person: it lies unencrypted in the practice authority’s folder on this computer, at least until the file is approved or returned.',
    shownTitle: 'When you show a code',
    shown:
      'Whoever scans it reads the entries of the kind of code that you chose and no others. Each kind has a key of its own, but showings of one kind can be recognised as the same account’s.',
    checkTitle: 'When you check a code',
    check:
      'The wallet remembers a one-way trace of a scanned code until a day after the code has run out, so that none counts twice. A desk that is of an office tells the office’s other desks a mark of the code, sealed under the office’s key. Names and portraits of those who are checked are not kept.',
    cameraTitle: 'Camera and pictures',
    camera:
      'Camera pictures and picture files are used to read codes on this computer; they are neither kept nor sent. Only the portrait that you take for a level 1 file is sent to the identity authority when you confirm.',
    networkTitle: 'Over the network',
    network: 'The app talks to the identity authority alone. Checking a code needs no network.',
    goneTitle: 'Deleting data',
    gone: 'Activating another account for the same person deletes the old data on this computer. Removing the app leaves its data folder: delete that if you no longer need it.',
  },
});
