import { area } from './catalogue';

/** The ten security questions, by their numbers. */
export const questions = area({
  vi: {
    q1: 'Bạn sinh ra ở xã, thị trấn hay thành phố nào?',
    q2: 'Cuốn sách bạn thích nhất là gì?',
    q3: 'Bài hát bạn thích nhất là gì?',
    q4: 'Cha mẹ bạn gặp nhau lần đầu ở đâu?',
    q5: 'Con vật bạn yêu thích nhất là con gì?',
    q6: 'Giáo viên chủ nhiệm đầu tiên của bạn tên là gì?',
    q7: 'Hồi nhỏ mọi người gọi bạn bằng biệt danh gì?',
    q8: 'Món ăn bạn thích nhất là gì?',
    q9: 'Ca sĩ hay ban nhạc bạn thích nhất là ai?',
    q10: 'Chiếc điện thoại đầu tiên của bạn hiệu gì?',
  },
  en: {
    q1: 'In which village, town or city were you born?',
    q2: 'What is your favourite book?',
    q3: 'What is your favourite song?',
    q4: 'Where did your parents first meet?',
    q5: 'What is your favourite animal?',
    q6: 'What was the name of your first form teacher?',
    q7: 'What nickname did you have as a child?',
    q8: 'What is your favourite dish?',
    q9: 'Who is your favourite singer or band?',
    q10: 'What make was your first phone?',
  },
});
