import { area } from './catalogue';

/** "Tôi không còn thiết bị đó": the device on which the account is active is claimed lost. */
export const lostDevice = area({
  vi: {
    stop: 'Hủy báo mất',
    stopAsk: 'Hủy báo mất thiết bị?',
    stopHint: 'Những bước đã làm sẽ bị bỏ. Tài khoản vẫn hoạt động trên thiết bị cũ như trước.',
    endedTitle: 'Cần báo mất lại từ đầu',
    otpDead: 'Mã OTP không còn dùng được và đã hết số lần gửi lại. Tài khoản của bạn không thay đổi. Hãy báo mất lại từ đầu.',
    answersTitle: 'Trả lời câu hỏi bảo mật',
    answersHint: 'Hai câu bạn đã chọn khi kích hoạt. Viết hoa, dấu hay khoảng trắng không quan trọng.',
    answer: 'Câu trả lời {n}',
    send: 'Báo mất thiết bị',
    wait: 'Sau khi báo, phải chờ 24 giờ rồi mới chuyển được tài khoản: thiết bị cũ nhận thông báo và có thể phản đối. Quầy của cơ quan định danh có thể rút ngắn thời gian chờ. Trong lúc này, bạn có thể xuất trình thẻ.',
  },
  en: {
    stop: 'Cancel the report',
    stopAsk: 'Cancel reporting the device lost?',
    stopHint: 'The steps done so far will be dropped. The account stays active on the old device.',
    endedTitle: 'The report must start again',
    otpDead: 'The one-time code can no longer be used, and no more can be sent. Your account has not changed. Report the device lost again.',
    answersTitle: 'Answer the security questions',
    answersHint: 'The two that you chose when you activated. Capitals, accents and spaces do not matter.',
    answer: 'Answer {n}',
    send: 'Report the device lost',
    wait: 'The account can be moved only 24 hours after the report: the old device is told and can object. The identity authority’s desk can shorten the wait. In the meantime you can show your card.',
  },
});
