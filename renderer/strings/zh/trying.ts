// 用示例照片初次试用。
import type { Words } from '../en.ts';

export const trying: Words['trying'] = {
  title: '不用自己的照片试一试',
  lead: '用示例照片走三步，结束时会全部移除。',
  leave: '结束试用',
  steps: { name: '给人脸命名', learn: '让 Facet 学习', meet: '看它找到' },
  first: '一张三位女性的示例照片，其中一位已标出',
  second: '另一张示例照片',
  whoTitle: '这是谁？',
  whoText: '给框中的女士起个名字。一张照片就可以开始；对你自己的人，三张更好。',
  giveName: '命名',
  learnTitle: (name) => `Facet 有了一张 ${name} 的照片`,
  learnText: '学习只需几秒，就在这台电脑上。其他人仍是“未知”。',
  learn: '学习',
  meetTitle: (name) => `Facet 认识 ${name} 了`,
  meetText: (name) => `现在看另一个晚上的照片，Facet 没有见过它。它能找到 ${name} 吗？`,
  meet: '显示另一张照片',
  foundTitle: (name) => `找到 ${name} 了`,
  foundText: '其他人是“未知”：陌生人不会得到名字。现在用你自己的照片吧：示例会被移除。',
  missedTitle: (name) => `没有找到 ${name}`,
  missedText: '这次一张照片还不够，Facet 只在有把握时才给出名字。示例会被移除。',
  begin: '用我的照片开始',
  origin: '照片：@vladmandic/face-api 包的示例，MIT 许可证。',
};
