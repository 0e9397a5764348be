import { area } from './catalogue';

export const check = area({
  vi: {
    title: 'Kiểm tra mã',
    gettingReady: 'Đang chuẩn bị kiểm tra…',
    more: 'Việc khác ở bàn kiểm tra',
    notReady_level_too_low_title: 'Cần tài khoản mức 2',
    notReady_level_too_low:
      'Chỉ tài khoản định danh điện tử mức 2 mới kiểm tra được mã của người khác. Hãy làm thủ tục nâng mức tại cơ quan định danh.',
    notReady_suspended_title: 'Tài khoản đang bị tạm khóa',
    notReady_suspended:
      'Trong lúc bị tạm khóa, tài khoản không kiểm tra được mã. Hãy liên hệ cơ quan định danh để được mở khóa.',
    notReady_revoked_title: 'Tài khoản không còn hiệu lực',
    notReady_revoked:
      'Tài khoản không còn hiệu lực thì không kiểm tra được mã. Giấy tờ trong máy vẫn xem được. Hãy liên hệ cơ quan định danh.',
    notReady_device_unbound_title: 'Thiết bị này đã bị hủy liên kết',
    notReady_device_unbound:
      'Chỉ thiết bị đang gắn với tài khoản mức 2 mới kiểm tra được mã. Giấy tờ trong máy vẫn xem được. Hãy liên hệ cơ quan định danh nếu không phải bạn yêu cầu.',
    trustStale:
      'Dữ liệu tin cậy trên máy này đã cũ. Mã đúng sẽ chỉ được báo “chưa xác minh được” cho đến khi máy kết nối mạng.',
    trustStaleAhead:
      'Dữ liệu tin cậy có ngày muộn hơn đồng hồ của máy này. Mã đúng sẽ chỉ được báo “chưa xác minh được” cho đến khi đồng hồ của máy được chỉnh lại.',

    camera: 'Hình từ camera',
    cameraStarting: 'Đang mở camera…',
    cameraChoose: 'Camera',
    cameraUnnamed: 'Camera {n}',
    guide: 'Đưa QR code vào khung',
    guideDistance: 'Giữ màn hình thẳng, cách camera khoảng một gang tay',
    guideLight: 'Tăng độ sáng màn hình có mã, tránh chỗ lóa',
    hint_closer: 'Đưa mã lại gần hơn',
    hint_straighter: 'Cầm bớt nghiêng',
    hint_wipe_screen: 'Lau màn hình, tránh bóng đèn lóa',
    hint_brighter: 'Tăng độ sáng màn hình',
    hint_hold_still: 'Giữ yên, đừng che mã',
    hint_same: 'Đã kiểm tra mã này. Mời đưa mã tiếp theo.',

    trouble_none_title: 'Không tìm thấy camera',
    trouble_none: 'Hãy cắm camera vào máy rồi bấm “Thử lại”, hoặc dùng tệp ảnh chụp mã.',
    trouble_denied_title: 'Chưa được phép dùng camera',
    trouble_denied:
      'Hãy cho phép Ví Định Danh dùng camera trong phần quyền riêng tư của máy, rồi bấm “Thử lại”, hoặc dùng tệp ảnh.',
    trouble_busy_title: 'Camera đang bận',
    trouble_busy:
      'Có vẻ ứng dụng khác đang dùng camera. Hãy đóng ứng dụng đó rồi bấm “Thử lại”, hoặc dùng tệp ảnh.',
    trouble_unplugged_title: 'Camera đã ngắt',
    trouble_unplugged:
      'Camera vừa bị rút ra hoặc ngừng gửi hình. Hãy cắm lại rồi bấm “Thử lại”, hoặc dùng tệp ảnh.',
    trouble_unsupported_title: 'Máy này không mở được camera',
    trouble_unsupported: 'Ứng dụng không dùng được camera trên hệ thống này. Hãy dùng tệp ảnh chụp mã.',
    trouble_failed_title: 'Không mở được camera',
    trouble_failed: 'Hãy rút camera ra, cắm lại rồi bấm “Thử lại”, hoặc dùng tệp ảnh chụp mã.',

    imageChoose: 'Chọn tệp ảnh',
    imageHint: 'Có thể kéo thả ảnh vào đây, hoặc dán ảnh bằng Ctrl + V.',
    imageDrop: 'Thả ảnh để kiểm tra',
    imageReading: 'Đang đọc ảnh…',

    word_genuine: 'MÃ THẬT',
    word_fake: 'MÃ GIẢ',
    word_withdrawn: 'KHÔNG CÒN HIỆU LỰC',
    word_unverified: 'CHƯA XÁC MINH ĐƯỢC',
    practice: 'THỰC HÀNH',
    practiceWhat: 'Do cơ quan định danh thực hành cấp, không có giá trị pháp lý.',
    next: 'Quét tiếp',
    nextKeys: 'Phím Enter hoặc phím cách',
    ofTheCode: 'Kết luận này nói về mã, không nói về người xuất trình.',
    doNext: 'Việc tiếp theo',
    stepFace: 'Đối chiếu khuôn mặt',
    stepFacePortrait: 'So người trước mặt bạn với ảnh chân dung đọc từ mã.',
    stepFaceWallet: 'Mã này không kèm ảnh: so người trước mặt bạn với ảnh trong Ví giấy tờ của họ.',
    stepPapers: 'Mời mở Ví giấy tờ',
    stepPapersWhat: 'Để xem giấy tờ cần cho thủ tục, ngay trên máy của công dân.',

    grounds: 'Căn cứ của kết luận',
    vouches: 'Cơ quan bảo đảm',
    vouchesNone: 'Không có cơ quan nào bảo đảm cho mã này',
    read: 'Đọc được từ mã',
    verified: 'đã xác thực',
    notVerified: 'chưa xác thực',
    fullName: 'Họ và tên',
    number: 'Số định danh',
    birthDate: 'Ngày sinh',
    level: 'Mức tài khoản',
    portrait: 'Ảnh chân dung',
    portraitAlt: 'Ảnh chân dung đọc từ mã',
    portraitHash: 'Mã băm của ảnh',
    decided: 'Phép kiểm tra quyết định',
    decidedRow: 'Phép {row} trên 14: {name}',
    decidedAll: 'Đạt cả 14 phép kiểm tra',
    row_1: 'loại mã',
    row_2: 'quy cách của mã',
    row_3: 'cơ quan cấp có trong dữ liệu tin cậy',
    row_4: 'chữ ký của cơ quan định danh',
    row_5: 'chữ ký của thiết bị công dân',
    row_6: 'mức tài khoản',
    row_7: 'thời hạn ghi trong mã',
    row_8: 'thời điểm tạo mã',
    row_9: '60 giây hiệu lực',
    row_10: 'lần kiểm tra mà mã dành cho',
    row_11: 'mã đã quét hay chưa',
    row_12: 'tình trạng thu hồi, khóa',
    row_13: 'độ mới của dữ liệu tin cậy',
    row_14: 'cơ quan cấp chính thức hay thực hành',
    trust: 'Dữ liệu tin cậy',
    trustAge: 'cập nhật {age} trước',
    trustAhead: 'có ngày muộn hơn đồng hồ của máy này',
    trustNone: 'chưa có trên máy này',
    judged: 'Thời gian kiểm tra',
    judgedIn: '{ms} mili giây',
    seenBefore: 'Đã quét lúc {when}',
    seenElsewhere: 'Đã quét ở bàn khác lúc {when}',
    ageMoment: 'vài giây',
    ageMinutes: '{n} phút',
    ageHours: '{n} giờ',
    ageDays: '{n} ngày',

    reason_genuine: 'Ứng dụng này giữ đúng khóa mà cơ quan định danh đã gắn với tài khoản mức 2.',
    next_genuine: 'Đối chiếu khuôn mặt, rồi mời công dân mở Ví giấy tờ.',
    reason_genuine_practice:
      'Ứng dụng này giữ đúng khóa mà cơ quan định danh thực hành đã gắn với tài khoản mức 2. Chỉ để luyện tập.',
    next_genuine_practice: 'Tập như thật: đối chiếu khuôn mặt, rồi mời mở Ví giấy tờ.',
    reason_malformed: 'Mã tự nhận là mã định danh nhưng không được lập đúng quy cách.',
    next_malformed:
      'Không dùng mã này. Mời công dân mở ứng dụng và tạo QR code mới; nếu vẫn vậy, làm thủ tục bằng giấy tờ.',
    reason_unknown_issuer: 'Không cơ quan định danh nào trong dữ liệu tin cậy cấp mã này.',
    next_unknown_issuer:
      'Không dùng thông tin trong mã. Mời công dân mở ứng dụng và tạo QR code mới; nếu vẫn vậy, làm thủ tục bằng giấy tờ.',
    reason_unknown_issuer_stale: 'Dữ liệu tin cậy trên máy này đã cũ nên chưa nhận ra cơ quan cấp mã.',
    next_unknown_issuer_stale:
      'Hãy kết nối mạng để cập nhật dữ liệu tin cậy, rồi mời công dân tạo QR code mới và quét lại.',
    reason_unknown_issuer_ahead:
      'Chưa nhận ra cơ quan cấp mã; dữ liệu tin cậy lại có ngày muộn hơn đồng hồ của máy này nên chưa kết luận được.',
    next_unknown_issuer_ahead:
      'Hãy so đồng hồ của máy này với giờ thật và chỉnh lại, rồi mời công dân tạo QR code mới và quét lại.',
    reason_bad_issuer_signature:
      'Chữ ký của cơ quan định danh không đúng: nội dung mã đã bị sửa hoặc tự đặt ra.',
    next_bad_issuer_signature:
      'Không dùng thông tin trong mã. Làm thủ tục bằng giấy tờ và báo người phụ trách nếu thấy cần.',
    reason_bad_holder_signature:
      'Chữ ký của thiết bị không khớp với khóa mà cơ quan định danh đã gắn với tài khoản.',
    next_bad_holder_signature:
      'Không dùng thông tin trong mã. Mời công dân tạo QR code mới ngay trên máy của mình trước mặt bạn.',
    reason_level_too_low: 'Tài khoản mức 1: mã chia sẻ được dữ liệu nhưng không chứng minh ứng dụng là thật.',
    next_level_too_low: 'Có thể dùng dữ liệu để điền biểu mẫu; đối chiếu với thẻ căn cước trước khi tin.',
    reason_bad_lifetime: 'Khoảng thời gian ghi trong mã không hợp lý, thường do đồng hồ đặt sai.',
    next_bad_lifetime:
      'So đồng hồ của hai máy với giờ đúng và chỉnh lại, rồi mời công dân tạo QR code mới và quét lại.',
    reason_not_yet_valid: 'Theo đồng hồ máy này, mã được tạo ở thời điểm chưa tới.',
    next_not_yet_valid: 'So đồng hồ của hai máy, chỉnh máy chạy sai, rồi mời tạo QR code mới và quét lại.',
    reason_expired: 'Mã đã quá 60 giây.',
    next_expired: 'Mời công dân tạo QR code mới rồi quét ngay.',
    reason_wrong_audience: 'Mã này không được tạo cho lần kiểm tra này.',
    reason_wrong_audience_asked: 'Mã này không trả lời mã hỏi đang chờ.',
    next_wrong_audience_asked:
      'Mời công dân ở Trang chủ chọn “Cán bộ có mã hỏi”, nhập passcode rồi quét mã hỏi trên màn hình này.',
    askCode: 'Hỏi mã dùng một lần',
    askingCode: 'Đang hỏi mã định danh',
    askCodeDo: 'Mời công dân ở Trang chủ chọn “Cán bộ có mã hỏi”, rồi quét mã này và đưa mã trả lời trước camera.',
    answeredHint: 'Mã được tạo cho đúng lần hỏi này, không phải mã chụp lại hay quay sẵn.',
    notAnsweredHint: 'Mã này có thể được chụp lại hay quay sẵn. Hãy tạo mã hỏi mới và mời công dân quét.',
    next_wrong_audience: 'Mời công dân về Trang chủ, bấm “Tạo QR Code” rồi quét mã mới.',
    reason_replayed: 'Mã này đã được quét trên máy này rồi.',
    reason_replayed_elsewhere: 'Mã này đã được quét ở bàn khác trong nhóm rồi.',
    next_replayed_elsewhere: 'Mỗi mã chỉ dùng cho một lần quét ở một bàn. Mời công dân tạo QR code mới; nếu họ chưa đưa mã ở bàn nào, hãy hỏi bàn kia.',
    next_replayed: 'Mỗi mã chỉ dùng cho một lần quét. Mời công dân tạo QR code mới.',
    reason_revoked: 'Mã từng là thật, nhưng cơ quan định danh đã thu hồi thông tin xác thực này.',
    next_revoked:
      'Không chấp nhận mã này. Công dân có thể kích hoạt lại tài khoản trên máy của mình, hoặc làm thủ tục bằng giấy tờ.',
    reason_suspended: 'Tài khoản đang bị khóa tạm thời.',
    next_suspended:
      'Mời công dân liên hệ cơ quan định danh để được mở khóa. Thủ tục vẫn có thể làm bằng giấy tờ.',
    reason_stale_trust:
      'Chữ ký đúng, nhưng dữ liệu tin cậy trên máy này đã cũ hoặc thiếu nên chưa biết mã còn hiệu lực không.',
    next_stale_trust:
      'Hãy kết nối mạng để cập nhật dữ liệu tin cậy, rồi mời công dân tạo QR code mới và quét lại.',
    reason_stale_trust_ahead:
      'Chữ ký đúng, nhưng dữ liệu tin cậy có ngày muộn hơn đồng hồ của máy này nên chưa biết mã còn hiệu lực không.',
    next_stale_trust_ahead:
      'Hãy so đồng hồ của máy này với giờ thật và chỉnh lại, rồi mời công dân tạo QR code mới và quét lại.',
    reason_card_qr: 'Đây là QR in trên thẻ căn cước: thông tin thẻ, không phải bằng chứng.',
    next_card_qr:
      'Chỉ dùng để điền biểu mẫu. Muốn xác minh, mời công dân mở Trang chủ và tạo “QR code định danh điện tử”.',
    reason_not_identification_qr: 'Đây không phải QR code định danh điện tử của Ví Định Danh.',
    next_not_identification_qr: 'Mời công dân mở Trang chủ và tạo “QR code định danh điện tử”.',
    reason_foreign_ministry_code:
      'Có vẻ đây là mã của ứng dụng định danh do Bộ Công an vận hành. Ví Định Danh không kiểm tra được điều đó.',
    next_foreign_ministry_code: 'Đừng tin mã này khi chưa kiểm tra bằng chính ứng dụng của Bộ.',
    reason_foreign_link: 'Đây là một liên kết, không phải mã định danh.',
    next_foreign_link:
      'Ví Định Danh không mở liên kết quét được. Mời công dân tạo “QR code định danh điện tử” trong ứng dụng.',
    reason_foreign_payment: 'Đây là mã thanh toán, không phải mã định danh.',
    next_foreign_payment:
      'Không có khoản nào được trả. Mời công dân tạo “QR code định danh điện tử” trong ứng dụng.',
    reason_foreign_challenge: 'Đây là mã hỏi trên máy của một cán bộ, không phải mã của công dân.',
    next_foreign_challenge: 'Hãy quét mã trên máy của công dân, không phải trên máy đang kiểm tra.',
    reason_foreign_office: 'Đây là mã một bàn cho bàn khác trong nhóm, không phải mã của công dân.',
    next_foreign_office: 'Muốn nhận, mở “Nhóm bàn” rồi bấm “Quét màn hình bàn kia”.',
    reason_foreign_text: 'Đây là một đoạn chữ, không phải mã định danh.',
    next_foreign_text: 'Mời công dân mở Trang chủ và tạo “QR code định danh điện tử”.',
  },
  en: {
    title: 'Check a code',
    gettingReady: 'Getting ready…',
    more: 'Other things at the desk',
    notReady_level_too_low_title: 'A level 2 account is needed',
    notReady_level_too_low:
      'Only an account of level 2 can check other people’s codes. The identity authority can raise your level in person.',
    notReady_suspended_title: 'Your account is suspended',
    notReady_suspended: 'A suspended account cannot check codes. Contact the identity authority to have it restored.',
    notReady_revoked_title: 'Your account was withdrawn',
    notReady_revoked:
      'A withdrawn account cannot check codes. Your papers here can still be viewed. Contact the identity authority.',
    notReady_device_unbound_title: 'This device has been unbound',
    notReady_device_unbound:
      'Only a device that is bound to a level 2 account can check codes. Your papers here can still be viewed. Contact the identity authority if you did not ask for this.',
    trustStale:
      'The trust data on this computer are old. Until it is connected to the network, a good code will only be called “not verified”.',
    trustStaleAhead:
      'The trust data are dated later than this computer’s clock. Until its clock is set right, a good code will only be called “not verified”.',

    camera: 'Picture from the camera',
    cameraStarting: 'Starting the camera…',
    cameraChoose: 'Camera',
    cameraUnnamed: 'Camera {n}',
    guide: 'Hold the QR code in the frame',
    guideDistance: 'Hold the screen straight, about a hand span from the camera',
    guideLight: 'Turn up the brightness of the screen with the code, away from glare',
    hint_closer: 'Hold the code closer',
    hint_straighter: 'Tilt it less',
    hint_wipe_screen: 'Wipe the screen, keep lamps from glaring on it',
    hint_brighter: 'Turn the screen brighter',
    hint_hold_still: 'Hold still, keep the code uncovered',
    hint_same: 'This code was checked. Show the next one.',

    trouble_none_title: 'No camera found',
    trouble_none: 'Plug in a camera and press “Try again”, or use a picture of the code.',
    trouble_denied_title: 'Camera access was not allowed',
    trouble_denied:
      'Allow Ví Định Danh to use the camera in the privacy settings of this computer and press “Try again”, or use a picture file.',
    trouble_busy_title: 'The camera is busy',
    trouble_busy:
      'Another program seems to be using the camera. Close it and press “Try again”, or use a picture file.',
    trouble_unplugged_title: 'The camera is gone',
    trouble_unplugged:
      'The camera was unplugged or stopped sending pictures. Plug it in and press “Try again”, or use a picture file.',
    trouble_unsupported_title: 'No camera can be opened here',
    trouble_unsupported: 'The app cannot use a camera on this system. Use a picture of the code instead.',
    trouble_failed_title: 'The camera did not open',
    trouble_failed: 'Unplug the camera, plug it in and press “Try again”, or use a picture of the code.',

    imageChoose: 'Choose a picture',
    imageHint: 'You can also drop a picture here, or paste one with Ctrl + V.',
    imageDrop: 'Drop the picture to check it',
    imageReading: 'Reading the picture…',

    word_genuine: 'Genuine code',
    word_fake: 'Fake code',
    word_withdrawn: 'No longer valid',
    word_unverified: 'Not verified',
    practice: 'PRACTICE',
    practiceWhat: 'Issued by a practice authority, without legal value.',
    next: 'Scan the next one',
    nextKeys: 'Enter or space',
    ofTheCode: 'This is said of the code, not of the person who shows it.',
    doNext: 'What to do next',
    stepFace: 'Compare the face',
    stepFacePortrait: 'Compare the person before you with the portrait read from the code.',
    stepFaceWallet:
      'This code carries no picture: compare the person before you with the portrait under “Papers” in their app.',
    stepPapers: 'Ask them to open “Papers”',
    stepPapersWhat: 'To see the papers that the procedure needs, on the citizen’s own screen.',

    grounds: 'What this rests on',
    vouches: 'Who vouches',
    vouchesNone: 'No authority vouches for this code',
    read: 'Read from the code',
    verified: 'verified',
    notVerified: 'not verified',
    fullName: 'Full name',
    number: 'Citizen number',
    birthDate: 'Date of birth',
    level: 'Account level',
    portrait: 'Portrait',
    portraitAlt: 'Portrait read from the code',
    portraitHash: 'Hash of the portrait',
    decided: 'Deciding check',
    decidedRow: 'Check {row} of 14: {name}',
    decidedAll: 'All 14 checks passed',
    row_1: 'kind of code',
    row_2: 'form of the code',
    row_3: 'issuer in the trust data',
    row_4: 'the identity authority’s signature',
    row_5: 'the citizen’s device’s signature',
    row_6: 'account level',
    row_7: 'times stated in the code',
    row_8: 'time of making',
    row_9: 'the 60 seconds of life',
    row_10: 'which check it was made for',
    row_11: 'scanned before or not',
    row_12: 'withdrawn or suspended',
    row_13: 'freshness of the trust data',
    row_14: 'official or practice issuer',
    trust: 'Trust data',
    trustAge: 'updated {age} ago',
    trustAhead: 'dated later than this computer’s clock',
    trustNone: 'none on this computer yet',
    judged: 'Time to check',
    judgedIn: '{ms} {ms|millisecond|milliseconds}',
    seenBefore: 'Scanned before, {when}',
    seenElsewhere: 'Scanned at another desk, {when}',
    ageMoment: 'a few seconds',
    ageMinutes: '{n} {n|minute|minutes}',
    ageHours: '{n} {n|hour|hours}',
    ageDays: '{n} {n|day|days}',

    reason_genuine: 'This app holds the very key that the identity authority bound to a level 2 account.',
    next_genuine: 'Compare the face, then ask the citizen to open “Papers”.',
    reason_genuine_practice:
      'This app holds the very key that the practice authority bound to a level 2 account. For training only.',
    next_genuine_practice:
      'Practise it as you would do it: compare the face, then ask them to open “Papers”.',
    reason_malformed: 'It claims to be an identification code, but is not well formed.',
    next_malformed:
      'Do not use this code. Ask the citizen to open the app and make a new one; if that fails too, work with their paper documents.',
    reason_unknown_issuer: 'No identity authority in the trust data issued this code.',
    next_unknown_issuer:
      'Do not use what it says. Ask the citizen to open the app and make a new one; if that fails too, work with their paper documents.',
    reason_unknown_issuer_stale: 'The trust data on this computer are old, so the issuer is not known here.',
    next_unknown_issuer_stale:
      'Connect to the network to update the trust data, then ask for a new code and scan again.',
    reason_unknown_issuer_ahead:
      'The issuer is not known here, but the trust data are dated later than this computer’s clock, so nothing can be concluded.',
    next_unknown_issuer_ahead:
      'Compare this computer’s clock with the real time and set it right, then ask for a new code and scan again.',
    reason_bad_issuer_signature:
      'The identity authority’s signature is wrong: the content was changed or made up.',
    next_bad_issuer_signature:
      'Do not use what it says. Work with their paper documents, and tell whoever is in charge if need be.',
    reason_bad_holder_signature:
      'The device’s signature does not fit the key that the authority bound to the account.',
    next_bad_holder_signature:
      'Do not use what it says. Ask the citizen to make a new code on their own device in front of you.',
    reason_level_too_low:
      'A level 1 account: the code shares data, but does not prove that the app is genuine.',
    next_level_too_low:
      'The data may fill in a form; compare them with the identity card before you rely on them.',
    reason_bad_lifetime: 'The times in the code make no sense; most often a clock is wrong.',
    next_bad_lifetime: 'Compare both clocks with the right time and correct them, then ask for a new code.',
    reason_not_yet_valid: 'By this computer’s clock, the code was made in the future.',
    next_not_yet_valid:
      'Compare the two clocks, correct the wrong one, then ask for a new code and scan again.',
    reason_expired: 'The code is older than 60 seconds.',
    next_expired: 'Ask the citizen for a new code and scan it at once.',
    reason_wrong_audience: 'This code was not made for this check.',
    reason_wrong_audience_asked: 'This code does not answer the request code that is waiting.',
    next_wrong_audience_asked:
      'Ask the citizen to choose “The officer has a request code” on Home, enter the passcode, and scan the request code on this screen.',
    askCode: 'Ask for a one-time code',
    askingCode: 'Asking for an identification code',
    askCodeDo: 'Ask the citizen to choose “The officer has a request code” on Home, to scan this one, and to hold the answer before the camera.',
    answeredHint: 'The code was made for this very request; it is no photo or recording of another.',
    notAnsweredHint: 'It may be a photo or a recording. Make a new request code and ask the citizen to scan it.',
    next_wrong_audience: 'Ask the citizen to go to Home, press “Make a QR code”, and scan the new one.',
    reason_replayed: 'This code was already scanned on this computer.',
    reason_replayed_elsewhere: 'This code was already scanned at another desk of the office.',
    next_replayed_elsewhere: 'Each code is for one scan at one desk. Ask the citizen for a new one; if they showed none elsewhere, ask the other desk.',
    next_replayed: 'Each code is for one scan. Ask the citizen for a new one.',
    reason_revoked: 'The code was genuine once, but the identity authority has withdrawn these credentials.',
    next_revoked:
      'Do not accept this code. The citizen can activate the account on their device again, or use their paper documents.',
    reason_suspended: 'The account is suspended.',
    next_suspended:
      'Ask the citizen to contact the identity authority to have it restored. Their paper documents will do meanwhile.',
    reason_stale_trust:
      'The signatures are right, but the trust data on this computer are old or incomplete, so it is not known whether the code still holds.',
    next_stale_trust:
      'Connect to the network to update the trust data, then ask for a new code and scan again.',
    reason_stale_trust_ahead:
      'The signatures are right, but the trust data are dated later than this computer’s clock, so it is not known whether the code still holds.',
    next_stale_trust_ahead:
      'Compare this computer’s clock with the real time and set it right, then ask for a new code and scan again.',
    reason_card_qr: 'This is the QR printed on an identity card: card data, not proof.',
    next_card_qr:
      'Use it to fill in a form only. To verify, ask the citizen to make an “Identification QR code” on Home.',
    reason_not_identification_qr: 'This is not a Ví Định Danh identification QR code.',
    next_not_identification_qr: 'Ask the citizen to open Home and make an “Identification QR code”.',
    reason_foreign_ministry_code:
      'This seems to be a code of the identity app run by the Ministry of Public Security. Ví Định Danh cannot check that.',
    next_foreign_ministry_code: 'Do not rely on it until it has been checked with the ministry’s own app.',
    reason_foreign_link: 'This is a link, not an identification code.',
    next_foreign_link:
      'Ví Định Danh opens no scanned links. Ask the citizen to make an “Identification QR code” in the app.',
    reason_foreign_payment: 'This is a payment code, not an identification code.',
    next_foreign_payment: 'Nothing was paid. Ask the citizen to make an “Identification QR code” in the app.',
    reason_foreign_challenge: 'This is the request code on an officer’s screen, not a citizen’s code.',
    next_foreign_challenge: 'Scan the code on the citizen’s device, not the one on a checking device.',
    reason_foreign_office: 'This is what one desk of an office shows another, not a citizen’s code.',
    next_foreign_office: 'To take it, open “Office” and press “Scan the other desk’s screen”.',
    reason_foreign_text: 'This is a piece of text, not an identification code.',
    next_foreign_text: 'Ask the citizen to open Home and make an “Identification QR code”.',
  },
});
